package io.augmenta.quickstart.study;

import io.augmenta.contracts.SplitRule;
import java.nio.file.Path;

/**
 * Which images make a data set, and how.
 *
 * @param folder with a folder of images for each class; the data set is named after it
 * @param imageSizePixels edge length that images are brought to
 * @param splitRule how images are divided into training, validation and test
 * @param seed what the division is drawn from
 */
public record ImagesPlan(Path folder, int imageSizePixels, SplitRule splitRule, long seed) {}
