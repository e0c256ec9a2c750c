package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** How tensors that live long lie in memory, and how they leave it. */
final class Tensors {

    private static final int CONVOLUTION_DIMENSIONS = 4;

    private Tensors() {}

    /**
     * Re-lays a four-dimensional tensor out as channels-last, in place; leaves others as they are. The fused Adam walks
     * memory without looking at strides, so weights, moments and gradients must all lie alike.
     */
    static void layOut(NDArray tensor) {
        if (tensor.getShape().dimension() == CONVOLUTION_DIMENSIONS) {
            Autograd.notRecording(() -> {
                Aten.instance()
                        .call(tensor.getManager(), "to_channels_last", tensor)
                        .close();
                return tensor;
            });
        }
    }

    static NDArray zerosLike(NDManager owner, NDArray tensor) {
        NDArray zeros = owner.zeros(new Shape(tensor.getShape().getShape()));
        layOut(zeros);
        return zeros;
    }

    /** The values in C-order, however they lie in memory. */
    static float[] toArray(NDManager scratch, NDArray tensor) {
        return Autograd.notRecording(() -> {
            try (NDArray ordered = Aten.instance().call(scratch, "c_order", tensor)) {
                return ordered.toFloatArray();
            }
        });
    }

    /** Overwrites values, which leaves the layout in memory as it was. */
    static void overwrite(NDManager scratch, NDArray tensor, float[] values) {
        Autograd.notRecording(() -> {
            try (NDArray source = scratch.create(values, tensor.getShape())) {
                Aten.instance().call(scratch, "copy", tensor, source).close();
            }
            return tensor;
        });
    }
}
