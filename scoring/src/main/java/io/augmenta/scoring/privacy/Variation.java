package io.augmenta.scoring.privacy;

/**
 * What is done to an image before it is compared: mirrored left to right first, then moved.
 *
 * @param mirrored whether it is mirrored
 * @param right by how many pixels it is moved to the right; negative to the left
 * @param down by how many pixels it is moved down; negative up
 */
public record Variation(boolean mirrored, int right, int down) {
    /** Left as it is. */
    public static final Variation NONE = new Variation(false, 0, 0);

    /** Mirrored only. */
    public static final Variation MIRRORED = new Variation(true, 0, 0);
}
