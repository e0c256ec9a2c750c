package io.augmenta.generator.batching;

import java.util.function.Supplier;

/**
 * Images that one run makes for one caller, and what is then made of their samples. Both its functions are called by the
 * thread that does the run, which may be another than the caller's, and whose time is all that they take.
 *
 * @param images how many, at least 1
 * @param rows what they are made of, a row for each
 * @param finish what is made of their samples
 * @param <T> what comes out
 */
public record Part<T>(int images, Supplier<Rows> rows, Finish<T> finish) {

    /**
     * What is made of the samples of some images.
     *
     * @param <T> what comes out
     */
    @FunctionalInterface
    public interface Finish<T> {
        /**
         * Takes what it needs of the samples, which belong to all who share the run.
         *
         * @throws RunFailedException if they are no images
         */
        T of(Made made) throws RunFailedException;
    }

    /** Checks that there is an image. */
    public Part {
        if (images < 1) {
            throw new IllegalArgumentException("expected at least 1 image, got " + images);
        }
    }
}
