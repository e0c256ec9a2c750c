package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;

/** Losses that PyTorch has whole and numerically safe. Results belong to the owner of the logits. Thread-safe. */
public final class Losses {

    private Losses() {}

    /**
     * {@code -Σ (t log σ(x) + (1 - t) log(1 - σ(x)))}, over everything but the first axis, averaged over that: {@code []}.
     *
     * @param logits x, {@code [N, …]}
     * @param targets t, from 0 to 1, of the same shape; no gradient is taken of it
     */
    public static NDArray meanBinaryCrossEntropy(NDArray logits, NDArray targets) {
        NDArray sum = Aten.instance().call(logits.getManager(), "binary_cross_entropy", logits, targets);
        return Arithmetic.times(sum, 1.0 / logits.getShape().get(0));
    }
}
