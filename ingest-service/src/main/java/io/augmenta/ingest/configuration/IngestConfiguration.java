package io.augmenta.ingest.configuration;

import io.augmenta.contracts.SplitRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Settings under {@code augmenta.ingest}. */
@ConfigMapping(prefix = "augmenta.ingest")
public interface IngestConfiguration {

    /**
     * Folders below which requests may have folders read, separated by commas. The working folder where nothing is said;
     * {@code /} allows all that the service's user can read.
     */
    @WithDefault(".")
    List<Path> allowedRoots();

    /**
     * Places in buckets of S3 below which requests may have images read, {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX},
     * separated by commas. None where nothing is said. They are reached as {@code augmenta.artifacts.s3.*} says.
     */
    Optional<List<String>> allowedBuckets();

    /** A folder to ingest when the service starts; it is allowed without being among the allowed roots. */
    Optional<Path> folder();

    /** Name of the data set that is ingested at the start; the folder's name where none is given. */
    Optional<String> dataset();

    /** Edge length that images are brought to, in pixels, where a request does not say. */
    @WithDefault("64")
    int imageSize();

    /** How images are divided, where a request does not say: {@code grouped}, {@code random} or {@code supplied}. */
    @WithDefault("grouped")
    SplitRule splitRule();

    /** What the division is drawn from, where a request does not say. */
    @WithDefault("7")
    long seed();

    /** How many files are decoded at once. Each may need a few times its pixels of memory. */
    @WithDefault("2")
    int decodingThreads();

    /** The largest file that is read, in bytes. */
    @WithDefault("67108864")
    long maxFileBytes();

    /** The largest width times height that is decoded. */
    @WithDefault("33000000")
    long maxPixels();

    /** The largest batch of images, in bytes; less than the topic takes (8 MiB). */
    @WithDefault("1048576")
    int batchBytes();

    /** How many batches are sent before the first of them has to be acknowledged. */
    @WithDefault("8")
    int batchesInFlight();

    /**
     * Folders that are watched, by the names of their data sets: {@code augmenta.ingest.watches.NAME.folder}. They are allowed
     * without being among the allowed roots, and take the place of a watch of the same data set when the service starts.
     */
    Map<String, Watched> watches();

    /** How folders are watched. */
    Watching watch();

    /** A watched folder; what is left out is as for an ingest. */
    interface Watched {
        /** What is watched; it need not be there yet. */
        Path folder();

        /** Edge length that images are brought to, in pixels. */
        OptionalInt imageSize();

        /** How images are divided. */
        Optional<SplitRule> splitRule();

        /** What the division is drawn from. */
        OptionalLong seed();

        /** From one look at it to the next. */
        Optional<Duration> every();

        /** For how long nothing must have changed before it is ingested. */
        Optional<Duration> quiet();

        /** How long a change waits for that at most. */
        Optional<Duration> atLatest();
    }

    /** How folders are watched, {@code augmenta.ingest.watch.*}; times hold for watches that do not say otherwise. */
    interface Watching {
        /** Whether this process looks at folders, where it is its turn; otherwise it only takes and tells watches. */
        @WithDefault("true")
        boolean acts();

        /** From one look at a folder to the next. */
        @WithDefault("30s")
        Duration every();

        /** For how long nothing must have changed in it before it is ingested. */
        @WithDefault("1m")
        Duration quiet();

        /**
         * How long a change waits for that at most: a folder that never rests is ingested so often, with the files that have not
         * changed for as long as is quiet.
         */
        @WithDefault("1h")
        Duration atLatest();
    }

    /** Archives that are sent. */
    Upload upload();

    /** What an archive may cost, {@code augmenta.ingest.upload.*}. */
    interface Upload {
        /** Where archives are unpacked until they are ingested; the system's temporary folder where nothing is said. */
        Optional<Path> folder();

        /**
         * The largest archive, in bytes. {@code quarkus.http.limits.max-body-size} bounds it too, and is 1 GiB unless it is
         * configured otherwise.
         */
        @WithDefault("1073741824")
        long maxBytes();

        /** The largest sum of its files, unpacked, in bytes. */
        @WithDefault("8589934592")
        long maxUnpackedBytes();

        /** The most files in it. */
        @WithDefault("200000")
        int maxFiles();
    }

    /** How many ingests may wait for their turn. */
    @WithDefault("100")
    int queueCapacity();

    /**
     * How many of the 256 bits of two fingerprints may differ for the images to be near duplicates, 0 to 63; as the
     * fingerprints are made for where nothing is said.
     */
    OptionalInt alikeBits();

    /** Where pixels are put aside during an ingest; the system's temporary folder where nothing is said. */
    Optional<Path> spillFolder();
}
