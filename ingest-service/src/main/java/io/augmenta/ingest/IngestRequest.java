package io.augmenta.ingest;

import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.folder.FolderTree;
import io.augmenta.ingest.folder.ImageTree;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What is to be ingested, and how.
 *
 * @param images where they are: {@code CLASS/*} or {@code {Training,Testing}/CLASS/*}
 * @param dataset name of the data set
 * @param imageSizePixels edge length that images are brought to
 * @param splitRule how images are divided
 * @param seed what the division is drawn from
 */
public record IngestRequest(ImageTree images, String dataset, int imageSizePixels, SplitRule splitRule, long seed) {
    /** Smallest edge length. */
    public static final int MIN_IMAGE_SIZE_PIXELS = 8;
    /** Largest edge length: its pixels fit into a record of the log. */
    public static final int MAX_IMAGE_SIZE_PIXELS = 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Checks name and size. */
    public IngestRequest {
        if (!NAME.matcher(dataset).matches()) {
            throw new ImpossibleIngestException(
                    "invalid-dataset",
                    "dataset: expected a name of 1 to 100 letters, digits, dots, dashes and underscores that starts with"
                            + " a letter or digit, got \"" + dataset + "\"");
        }
        if (imageSizePixels < MIN_IMAGE_SIZE_PIXELS || imageSizePixels > MAX_IMAGE_SIZE_PIXELS) {
            throw new ImpossibleIngestException(
                    "invalid-image-size",
                    "imageSize: expected " + MIN_IMAGE_SIZE_PIXELS + " to " + MAX_IMAGE_SIZE_PIXELS + " pixels, got "
                            + imageSizePixels);
        }
    }

    /** Images of a folder of this machine. */
    public IngestRequest(Path folder, String dataset, int imageSizePixels, SplitRule splitRule, long seed) {
        this(new FolderTree(folder), dataset, imageSizePixels, splitRule, seed);
    }

    /**
     * A name for a data set that was given none: its folder's, with a dash for what a name may not have.
     *
     * @param folder the folder's own name
     * @return a valid name
     */
    public static String datasetNamed(String folder) {
        String name = folder.replaceAll("[^A-Za-z0-9._-]", "-");
        String start = name.replaceAll("^[^A-Za-z0-9]+", "");
        return start.isEmpty() ? "images" : start.substring(0, Math.min(100, start.length()));
    }
}
