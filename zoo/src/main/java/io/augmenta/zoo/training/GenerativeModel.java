package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the loop needs of a model family. Used by one thread at a time; whoever makes it closes it. */
interface GenerativeModel extends AutoCloseable {

    /**
     * Does all updates of one step. Its losses stay on the device until {@link #takeLosses}.
     *
     * @param step from 0, counted over all epochs; all randomness is drawn from the run's seed and this
     */
    void learn(RealBatch batch, long step);

    /** The losses of every step since this was last called, in order; by name, in a fixed order. */
    List<Map<String, Double>> takeLosses();

    /**
     * Losses on images that were not learned from, by name, in a fixed order. None where a family has none to tell.
     */
    default Map<String, Double> heldOutLosses(ImageSource images) {
        return Map.of();
    }

    /** Images as they were encoded and as they were decoded. Nothing where a family encodes none. */
    default Optional<Reconstruction> reconstruct(RealBatch batch) {
        return Optional.empty();
    }

    /** What makes images of latents and labels. */
    Network generator();

    /** A copy of the generator's tensors. */
    Weights generatorWeights();

    /**
     * Makes images without learning from it.
     *
     * @param latents {@code [N, latentSize]}
     * @param labels N of them; without meaning where the family knows no labels
     * @return {@code [N, C, H, W]}, from -1 to 1
     */
    float[] generate(float[] latents, int[] labels);

    /** A copy of everything that learning changes. */
    LearnedState learned();

    @Override
    void close();
}
