package io.augmenta.contracts;

/** How images are divided into splits. */
public enum SplitRule {
    /** At random, with near duplicates kept on one side. */
    GROUPED,
    /** At random, image by image, as the study did; near duplicates may straddle. */
    RANDOM,
    /** As the folders say: Testing is the test split, validation is taken from Training. */
    SUPPLIED
}
