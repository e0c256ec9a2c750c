package io.augmenta.generator.batching;

/** What makes images of latents and labels. Several threads run it at once, each on one core. */
public interface Engine {

    /**
     * Makes images.
     *
     * @param rows what to make them of
     * @return samples of all images, one after the other
     * @throws RunFailedException if it cannot
     */
    float[] run(Rows rows) throws RunFailedException;

    /**
     * Makes a single image while nothing else is made, so that all cores may work on it.
     *
     * @param row what to make it of
     * @return the same bits as of {@link #run}
     * @throws RunFailedException if it cannot
     */
    default float[] runAlone(Rows row) throws RunFailedException {
        return run(row);
    }
}
