package io.augmenta.imaging.identity;

/**
 * Memory of a thread that takes fingerprints, used again for every picture: fresh memory for each costs as much time as what
 * is computed in it. What is in it lasts until the thread's next picture.
 */
final class Workspace {
    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    private byte[] samples = {};
    private final double[][] blocks = new double[BLOCKS][CosineTransform.BLOCK];

    private static final int BLOCKS = 6;

    private Workspace() {}

    /** At least so many samples, of any value. */
    static byte[] samples(int count) {
        Workspace workspace = OF_THREAD.get();
        if (workspace.samples.length < count) {
            workspace.samples = new byte[count];
        }
        return workspace.samples;
    }

    /** Blocks of the cosine transform, of any value. */
    static double[][] blocks() {
        return OF_THREAD.get().blocks;
    }
}
