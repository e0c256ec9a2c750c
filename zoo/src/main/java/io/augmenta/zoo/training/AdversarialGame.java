package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.UnaryOperator;

/** What generator and discriminator each minimise. All is computed while recording. Immutable. */
interface AdversarialGame {

    /** Discriminator updates per generator update. */
    int discriminatorSteps();

    /** Names of what is told of a discriminator update, in order: its loss, then {@link Figures#others}. */
    List<String> figureNames();

    /**
     * Whether the norm of the loss's gradient with respect to the discriminator's tensors is told as well, under
     * {@code gradient_norm}; a game that tells of another gradient has none of this.
     */
    boolean tellsLossGradient();

    /**
     * What the discriminator minimises.
     *
     * @param mixedScores scores {@code [N, 1]} of images {@code [N, C, H, W]}
     * @param bothScores scores {@code [2N, 1]} of images {@code [2N, C, H, W]}, the generated ones first
     * @param real {@code [N, C, H, W]} in [-1, 1]
     * @param generated {@code [N, C, H, W]} in [-1, 1]
     * @param shares one number for each image, even in [0, 1), {@code [N, 1, 1, 1]}
     */
    Figures discriminatorFigures(
            NDManager owner,
            UnaryOperator<NDArray> mixedScores,
            UnaryOperator<NDArray> bothScores,
            NDArray real,
            NDArray generated,
            NDArray shares);

    /**
     * What the generator minimises, {@code []}.
     *
     * @param scores of generated images, {@code [N, 1]}
     */
    NDArray generatorLoss(NDArray scores);

    /**
     * What is known of a discriminator update before its gradient is taken.
     *
     * @param loss what is minimised, {@code []}
     * @param others what else is told, {@code []} each
     */
    record Figures(NDArray loss, List<NDArray> others) {}
}
