package io.augmenta.scoring.matrix;

import java.io.Serial;

/** OpenBLAS cannot be loaded: its natives for this platform are not on the class path, or cannot be unpacked. */
public final class MissingNativesException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    MissingNativesException(String platform, String cacheFolder, Throwable cause) {
        super(
                "OpenBLAS could not be loaded for " + platform
                        + ": expected org.bytedeco:openblas and org.bytedeco:javacpp "
                        + "with the classifier " + platform
                        + " on the class path, and a folder to unpack them to that can be "
                        + "written, which is " + cacheFolder + " (-Dorg.bytedeco.javacpp.cachedir names another one)",
                cause);
    }
}
