package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import io.augmenta.zoo.torch.Arithmetic;

/** The loss: {@code -Σ target · log softmax(score)}, averaged over the images. */
final class CrossEntropy {

    private static final int CLASS_AXIS = 1;

    private CrossEntropy() {}

    /**
     * The loss of a batch.
     *
     * @param scores {@code [N, K]}
     * @param targets {@code [N, K]}, rows that sum to 1
     * @return a scalar of shape {@code []} in the scores' manager
     */
    static NDArray of(NDArray scores, NDArray targets) {
        long images = scores.getShape().get(0);
        return Arithmetic.times(scores.logSoftmax(CLASS_AXIS).mul(targets).sum(), -1.0 / images);
    }

    /**
     * Targets with smoothed labels (Szegedy et al. 2016): {@code 1 - smoothing} for the label, and {@code smoothing}
     * spread evenly over all classes, itself among them.
     *
     * @return {@code [N, K]} in C-order
     */
    static float[] targets(int[] labels, int classes, double smoothing) {
        float[] targets = new float[labels.length * classes];
        for (int i = 0; i < targets.length; i++) {
            double ofLabel = labels[i / classes] == i % classes ? 1 - smoothing : 0;
            targets[i] = (float) (ofLabel + smoothing / classes);
        }
        return targets;
    }
}
