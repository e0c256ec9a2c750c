package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.torch.Arithmetic;
import io.augmenta.zoo.torch.Autograd;
import java.util.function.UnaryOperator;

/**
 * The losses of the Wasserstein GAN with gradient penalty (Gulrajani et al. 2017, algorithm 1). All is computed while
 * recording; every tensor given must belong to the owner.
 */
final class WassersteinObjective {

    /** Keeps the root differentiable where a gradient is exactly zero. */
    private static final double TINY = 1e-12;

    private static final int[] IMAGE_AXES = {1, 2, 3};

    private WassersteinObjective() {}

    /**
     * What the critic minimises.
     *
     * @param total mean score of generated images − mean score of real ones + λ · penalty, {@code []}
     * @param penalty mean of (norm − 1)², {@code []}
     * @param gradientNorm mean norm of the critic's gradient at the mixed images, {@code []}
     */
    record CriticLoss(NDArray total, NDArray penalty, NDArray gradientNorm) {}

    /**
     * The critic's loss. Real and generated images share one pass, which a critic without batch normalisation allows
     * and which is about a tenth faster.
     *
     * @param mixedScores scores {@code [N, 1]} of images {@code [N, C, H, W]}
     * @param bothScores scores {@code [2N, 1]} of images {@code [2N, C, H, W]}, the generated ones first
     * @param shares ε, one per image, {@code [N, 1, 1, 1]}, even in [0, 1)
     */
    static CriticLoss criticLoss(
            NDManager owner,
            UnaryOperator<NDArray> mixedScores,
            UnaryOperator<NDArray> bothScores,
            NDArray real,
            NDArray generated,
            NDArray shares,
            double penaltyWeight) {
        NDArray mixed = between(real, generated, shares);
        NDArray norms = gradientNorms(owner, mixedScores, mixed);
        NDArray penalty = Arithmetic.plus(norms, -1).square().mean();
        NDList scores = bothScores.apply(generated.concat(real, 0)).split(2, 0);
        NDArray total = scores.get(0).mean().sub(scores.get(1).mean()).add(Arithmetic.times(penalty, penaltyWeight));
        return new CriticLoss(total, penalty, norms.mean());
    }

    /** Points on the lines between pairs: {@code ε · real + (1 − ε) · generated}. */
    private static NDArray between(NDArray real, NDArray generated, NDArray shares) {
        return Autograd.notRecording(() -> {
            NDArray mixed = real.mul(shares).add(generated.sub(generated.mul(shares)));
            mixed.setRequiresGradient(true);
            return mixed;
        });
    }

    private static NDArray gradientNorms(NDManager owner, UnaryOperator<NDArray> scores, NDArray images) {
        // scores of one image do not depend on another, so the gradient of the sum holds each image's own gradient
        NDArray gradient =
                Autograd.differentiableGradient(owner, scores.apply(images).sum(), images);
        return Arithmetic.plus(gradient.square().sum(IMAGE_AXES), TINY).sqrt();
    }

    /**
     * What the generator minimises: −mean score, {@code []}.
     *
     * @param scores of generated images, {@code [N, 1]}
     */
    static NDArray generatorLoss(NDArray scores) {
        return scores.mean().neg();
    }
}
