package io.augmenta.contracts;

/**
 * How many images of a class are in a split.
 *
 * @param split the split
 * @param label the class
 * @param count images
 */
public record SplitCount(Split split, String label, long count) {
    /** Checks the count. */
    public SplitCount {
        Check.atLeast("count of images in a split", 0, count);
    }
}
