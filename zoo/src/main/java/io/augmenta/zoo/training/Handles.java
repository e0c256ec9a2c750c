package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Further handles of tensors, without their graphs; each goes with its own owner. */
final class Handles {

    private Handles() {}

    /** Another handle of the same numbers, so that what is computed from them goes with the owner given. */
    static NDArray borrowed(NDManager owner, NDArray tensor) {
        NDArray handle = tensor.stopGradient();
        handle.attach(owner);
        return handle;
    }

    /** Values in C-order, however they lie in memory. */
    static float[] values(NDArray tensor) {
        // reshaping to a vector copies whatever does not lie in C-order
        return tensor.stopGradient().reshape(-1).toFloatArray();
    }
}
