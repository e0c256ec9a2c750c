package io.augmenta.zoo.torch;

/** A GPU was asked for where the engine sees none. */
public final class NoGpuException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoGpuException() {
        super(
                "The settings ask for a GPU, but PyTorch sees none. Choose AUTOMATIC or CPU, or install the CUDA natives");
    }
}
