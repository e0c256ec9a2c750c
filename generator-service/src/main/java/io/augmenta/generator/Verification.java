package io.augmenta.generator;

/** Whether a loaded generator makes the images that its trainer made. */
public sealed interface Verification {

    /** How far a sample, from -1 to 1, may be from the trainer's. */
    double TOLERANCE = 1e-3;

    /**
     * It does.
     *
     * @param largestDifference of a sample; at most {@link #TOLERANCE}
     */
    record Verified(double largestDifference) implements Verification {}

    /** Its checkpoint has nothing to compare with; it comes from a trainer older than reference images. */
    record Unverified() implements Verification {}
}
