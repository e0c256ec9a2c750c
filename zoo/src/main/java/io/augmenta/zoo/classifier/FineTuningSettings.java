package io.augmenta.zoo.classifier;

/**
 * How a {@link FineTunedClassifier} learns. Valid once made.
 *
 * @param seed all randomness is drawn from it
 * @param headEpochs passes over the training images in which only the new last layer learns, 0 to 1,000
 * @param epochs passes after these, in which all layers learn, 1 to 1,000
 * @param batchSize images per step at most, 1 to 1,024; batches of an epoch differ by one image at most
 * @param headLearningRate Adam's learning rate at the peak while only the last layer learns, 1e-7 to 1
 * @param learningRate Adam's learning rate at the peak after that, 1e-7 to 1
 * @param labelSmoothing share of the target spread evenly over all classes, 0 to 0.9
 * @param augmentation how images are changed before they are learned from
 */
public record FineTuningSettings(
        long seed,
        int headEpochs,
        int epochs,
        int batchSize,
        double headLearningRate,
        double learningRate,
        double labelSmoothing,
        AugmentationSettings augmentation) {

    /**
     * Checks every setting.
     *
     * @throws InvalidClassifierSettingsException naming the setting, its value and what is allowed
     */
    public FineTuningSettings {
        requireWithin("headEpochs", headEpochs, 0, 1000);
        requireWithin("epochs", epochs, 1, 1000);
        requireWithin("batchSize", batchSize, 1, 1024);
        requireWithin("headLearningRate", headLearningRate, 1e-7, 1);
        requireWithin("learningRate", learningRate, 1e-7, 1);
        requireWithin("labelSmoothing", labelSmoothing, 0, 0.9);
    }

    /**
     * Takes settings from those that were given; what is left out takes its default.
     *
     * @throws InvalidClassifierSettingsException naming the setting at fault, its value and what is allowed
     */
    public static FineTuningSettings of(GivenSettings given, long seed) {
        return new FineTuningSettings(
                seed,
                given.whole("head-epochs", 1, 0, 1000),
                given.whole("epochs", 8, 1, 1000),
                given.whole("batch-size", 16, 1, 1024),
                given.real("head-learning-rate", 0.002, 1e-7, 1),
                given.real("learning-rate", 0.0003, 1e-7, 1),
                given.real("label-smoothing", 0, 0, 0.9),
                new AugmentationSettings(
                        given.real("mirror-probability", 0.5, 0, 1),
                        given.real("shift", 0, 0, 0.5),
                        given.real("rotation-degrees", 0, 0, 180),
                        given.real("zoom", 0, 0, 0.9),
                        given.real("intensity", 0, 0, 0.5),
                        0));
    }

    /** Written so that it also refuses what is not a number. */
    private static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw InvalidClassifierSettingsException.of(
                    name, Double.toString(value), "a number from %s to %s".formatted(least, most));
        }
    }

    /** All epochs. */
    int allEpochs() {
        return headEpochs + epochs;
    }
}
