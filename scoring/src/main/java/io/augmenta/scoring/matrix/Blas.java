package io.augmenta.scoring.matrix;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * Loads OpenBLAS, once a process. It is held to one thread: the work is shared out over tiles instead (see
 * {@link Workers}), for threads of its own wait for one another in loops, which on cores that are busy with anything else
 * costs many times what they gain, and would make figures depend on their number.
 */
final class Blas {
    private Blas() {}

    private static boolean loaded;

    /**
     * Does nothing but make sure that OpenBLAS is there.
     *
     * @throws MissingNativesException when it is not
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Loader.load(openblas.class);
            openblas.blas_set_num_threads(1);
        } catch (LinkageError | RuntimeException e) {
            throw new MissingNativesException(Loader.getPlatform(), cacheFolder(), e);
        }
        loaded = true;
    }

    private static String cacheFolder() {
        try {
            return Loader.getCacheDir().getPath();
        } catch (IOException e) {
            return "none that could be made (" + e.getMessage() + ")";
        }
    }
}
