package io.augmenta.ingest.configuration;

import io.augmenta.contracts.SplitRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings under {@code augmenta.ingest}. */
@ConfigMapping(prefix = "augmenta.ingest")
public interface IngestConfiguration {

    /**
     * Folders below which requests may have folders read, separated by commas. The working folder where nothing is said;
     * {@code /} allows all that the service's user can read.
     */
    @WithDefault(".")
    List<Path> allowedRoots();

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
