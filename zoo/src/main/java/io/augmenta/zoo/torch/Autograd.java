package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation. Whether operations are recorded is a property of the thread, so each stretch of work says
 * which it wants and leaves the thread as it was. Thread-safe.
 */
public final class Autograd {

    private Autograd() {}

    /** Runs work whose operations are recorded, so that its result can be differentiated. */
    public static <T> T recording(Supplier<T> work) {
        return inMode(true, work);
    }

    /** Runs work whose operations are not recorded, which saves memory and time. */
    public static <T> T notRecording(Supplier<T> work) {
        return inMode(false, work);
    }

    private static <T> T inMode(boolean recording, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(recording);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /**
     * The gradient of a scalar with respect to one tensor, itself differentiable (PyTorch's {@code autograd.grad} with
     * {@code create_graph}). Call it while recording.
     *
     * @param owner gets the result
     * @param scalar of shape {@code []}
     * @param variable a tensor that requires gradients and that the scalar was computed from
     */
    public static NDArray differentiableGradient(NDManager owner, NDArray scalar, NDArray variable) {
        return Aten.instance().call(owner, "gradient", scalar, variable);
    }

    /**
     * The gradients of a scalar with respect to several tensors. Four-dimensional ones come in channels-last order in
     * memory, others in C-order. Frees the scalar's graph.
     *
     * @param owner gets the results
     * @param scalar of shape {@code []}
     * @param variables tensors that require gradients, every one of which the scalar was computed from
     */
    public static NDList gradients(NDManager owner, NDArray scalar, List<NDArray> variables) {
        NDArray[] arguments = new NDArray[1 + variables.size()];
        arguments[0] = scalar;
        for (int i = 0; i < variables.size(); i++) {
            arguments[1 + i] = variables.get(i);
        }
        return NamedLists.naming(List.of(new NamedLists.Named("xs", variables)), () -> Aten.instance()
                .callForList(owner, "gradients", arguments));
    }

    /** The Euclidean norm of several tensors as if they were one vector, {@code []}, which the owner gets. */
    public static NDArray norm(NDManager owner, NDList tensors) {
        return NamedLists.naming(
                List.of(new NamedLists.Named("xs", tensors)),
                () -> notRecording(() -> Aten.instance().call(owner, "norm", tensors.toArray(NDArray[]::new))));
    }
}
