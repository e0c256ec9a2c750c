package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import java.util.Map;

/** What the loop needs of a model family. Used by one thread at a time; whoever makes it closes it. */
interface GenerativeModel extends AutoCloseable {

    /**
     * Does all updates of one step.
     *
     * @param step from 0, counted over all epochs; all randomness is drawn from the run's seed and this
     * @return the losses, by name, in a fixed order
     */
    Map<String, Double> learn(RealBatch batch, long step);

    /** What makes images of latents and labels. */
    Network generator();

    /** A copy of the generator's tensors. */
    Weights generatorWeights();

    /**
     * Makes images without learning from it.
     *
     * @param latents {@code [N, latentSize]}
     * @param labels N of them
     * @return {@code [N, C, H, W]}, from -1 to 1
     */
    float[] generate(float[] latents, int[] labels);

    /** A copy of everything that learning changes. */
    LearnedState learned();

    @Override
    void close();
}
