package io.augmenta.ingest.configuration;

import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.folder.AllowedBuckets;
import io.augmenta.ingest.folder.AllowedRoots;
import io.augmenta.ingest.folder.FolderTree;
import io.augmenta.ingest.folder.ImageTree;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes what was asked for: with the configuration's values for what was left open, and the folder's real path. */
@Singleton
public class IngestDefaults {
    private final IngestConfiguration configuration;
    private final AllowedRoots allowedRoots;
    private final AllowedBuckets allowedBuckets;

    IngestDefaults(IngestConfiguration configuration, AllowedRoots allowedRoots, AllowedBuckets allowedBuckets) {
        this.configuration = configuration;
        this.allowedRoots = allowedRoots;
        this.allowedBuckets = allowedBuckets;
    }

    /**
     * Completes a request.
     *
     * @param folder what to read
     * @param dataset name of the data set; the folder's where null
     * @param imageSizePixels edge length; the configured one where null
     * @param splitRule how images are divided; the configured rule where null
     * @param seed what the division is drawn from; the configured one where null
     * @return the request, with a folder that is there and may be read
     */
    public IngestRequest complete(
            Path folder,
            @Nullable String dataset,
            @Nullable Integer imageSizePixels,
            @Nullable SplitRule splitRule,
            @Nullable Long seed) {
        Path allowed = allowedRoots.check(folder);
        String name = dataset == null ? new FolderTree(folder).datasetName() : dataset;
        return completeUnchecked(allowed, name, imageSizePixels, splitRule, seed);
    }

    /**
     * Completes a request for a place in a bucket.
     *
     * @param place what to read, {@code s3://BUCKET/PREFIX}
     * @param dataset name of the data set; the last name of the prefix, or else the bucket's, where null
     * @param imageSizePixels edge length; the configured one where null
     * @param splitRule how images are divided; the configured rule where null
     * @param seed what the division is drawn from; the configured one where null
     * @return the request, for a place that may be read
     */
    public IngestRequest completeInBucket(
            String place,
            @Nullable String dataset,
            @Nullable Integer imageSizePixels,
            @Nullable SplitRule splitRule,
            @Nullable Long seed) {
        ImageTree images = allowedBuckets.check(place);
        return complete(images, dataset == null ? images.datasetName() : dataset, imageSizePixels, splitRule, seed);
    }

    /** Completes a request for a folder that this service made itself, and which therefore is allowed. */
    public IngestRequest completeUnchecked(
            Path folder,
            String dataset,
            @Nullable Integer imageSizePixels,
            @Nullable SplitRule splitRule,
            @Nullable Long seed) {
        return complete(new FolderTree(folder), dataset, imageSizePixels, splitRule, seed);
    }

    private IngestRequest complete(
            ImageTree images,
            String dataset,
            @Nullable Integer imageSizePixels,
            @Nullable SplitRule splitRule,
            @Nullable Long seed) {
        return new IngestRequest(
                images,
                dataset,
                imageSizePixels == null ? configuration.imageSize() : imageSizePixels,
                splitRule == null ? configuration.splitRule() : splitRule,
                seed == null ? configuration.seed() : seed);
    }

    /**
     * Completes a watch.
     *
     * @param request what is ingested, complete
     * @param folder as it is watched: a link in it is followed at each look
     * @param every from one look to the next; the configured time where null
     * @param quiet for how long nothing must have changed; the configured time where null
     * @param atLatest how long a change waits for that at most; the configured time, but not less than {@code quiet}, where null
     * @return the watch, set at no particular time
     */
    public FolderWatch watch(
            IngestRequest request,
            Path folder,
            @Nullable Duration every,
            @Nullable Duration quiet,
            @Nullable Duration atLatest) {
        Duration quietTime = quiet == null ? configuration.watch().quiet() : quiet;
        Duration longest = configuration.watch().atLatest();
        return new FolderWatch(
                request.dataset(),
                folder.toAbsolutePath().normalize().toString(),
                request.imageSizePixels(),
                request.splitRule(),
                request.seed(),
                every == null ? configuration.watch().every() : every,
                quietTime,
                atLatest != null ? atLatest : longest.compareTo(quietTime) < 0 ? quietTime : longest,
                true,
                Instant.EPOCH);
    }

    List<FolderWatch> configuredWatches() {
        List<FolderWatch> watches = new ArrayList<>();
        configuration.watches().forEach((dataset, watched) -> {
            IngestRequest request = new IngestRequest(
                    watched.folder(),
                    dataset,
                    watched.imageSize().orElse(configuration.imageSize()),
                    watched.splitRule().orElse(configuration.splitRule()),
                    watched.seed().orElse(configuration.seed()));
            watches.add(watch(
                    request,
                    watched.folder(),
                    watched.every().orElse(null),
                    watched.quiet().orElse(null),
                    watched.atLatest().orElse(null)));
        });
        return watches;
    }
}
