package io.augmenta.zoo.classifier;

/**
 * How much classical augmentation changes an image at most. Valid once made.
 *
 * @param mirrorProbability how often an image is mirrored left to right, in {@code [0, 1]}; 0 where sides matter
 * @param shift how far an image is moved at most, as a share of its extents, in {@code [0, 0.5]}
 * @param rotationDegrees how far an image is turned at most, either way, in {@code [0, 180]}
 * @param zoom how much an image is enlarged or shrunk at most, as a share of its size, in {@code [0, 0.9]}
 * @param intensity how much grey values change at most: contrast as a share of itself, brightness as a share of the whole
 *     range, in {@code [0, 0.5]}
 * @param shareLeftAsItIs how many images are not changed at all, in {@code [0, 1]}
 */
public record AugmentationSettings(
        double mirrorProbability,
        double shift,
        double rotationDegrees,
        double zoom,
        double intensity,
        double shareLeftAsItIs) {

    /**
     * Checks every setting.
     *
     * @throws InvalidClassifierSettingsException naming the setting, its value and what is allowed
     */
    public AugmentationSettings {
        requireAtMost("mirrorProbability", mirrorProbability, 1);
        requireAtMost("shift", shift, 0.5);
        requireAtMost("rotationDegrees", rotationDegrees, 180);
        requireAtMost("zoom", zoom, 0.9);
        requireAtMost("intensity", intensity, 0.5);
        requireAtMost("shareLeftAsItIs", shareLeftAsItIs, 1);
    }

    /** Written so that it also refuses what is not a number. */
    private static void requireAtMost(String name, double value, double most) {
        boolean allowed = value >= 0 && value <= most;
        if (!allowed) {
            throw InvalidClassifierSettingsException.of(name, Double.toString(value), "a number from 0 to " + most);
        }
    }

    /** Whether images keep their pose. */
    boolean leavesPoses() {
        return mirrorProbability == 0 && shift == 0 && rotationDegrees == 0 && zoom == 0;
    }

    /** Whether images are left as they are. */
    boolean leavesImagesAlone() {
        return leavesPoses() && intensity == 0;
    }
}
