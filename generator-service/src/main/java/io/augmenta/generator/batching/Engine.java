package io.augmenta.generator.batching;

/** What makes images of latents and labels. Used by one thread at a time. */
public interface Engine {

    /**
     * Makes images.
     *
     * @param rows what to make them of
     * @return samples of all images, one after the other
     * @throws RunFailedException if it cannot
     */
    float[] run(Rows rows) throws RunFailedException;
}
