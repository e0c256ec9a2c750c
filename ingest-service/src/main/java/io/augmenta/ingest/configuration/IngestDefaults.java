package io.augmenta.ingest.configuration;

import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.folder.AllowedRoots;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Completes what was asked for: with the configuration's values for what was left open, and the folder's real path. */
@Singleton
public class IngestDefaults {
    private final IngestConfiguration configuration;
    private final AllowedRoots allowedRoots;

    IngestDefaults(IngestConfiguration configuration, AllowedRoots allowedRoots) {
        this.configuration = configuration;
        this.allowedRoots = allowedRoots;
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
        return new IngestRequest(
                allowed,
                dataset == null ? IngestRequest.datasetNamed(folder) : dataset,
                imageSizePixels == null ? configuration.imageSize() : imageSizePixels,
                splitRule == null ? configuration.splitRule() : splitRule,
                seed == null ? configuration.seed() : seed);
    }
}
