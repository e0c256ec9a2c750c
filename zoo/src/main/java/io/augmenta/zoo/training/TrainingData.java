package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run learns from and is measured on.
 *
 * @param images to learn from
 * @param heldOut images that are not learned from, of the same classes and shape, by the name of their split; families
 *     that can tell losses of them do so after each epoch
 * @param pretrainedState the training state that a transfer starts from; none for other families, and not looked at when
 *     a run is resumed
 * @param warmState the training state that a warm start begins with; none for others, and not looked at when a run is
 *     resumed
 */
public record TrainingData(
        ImageSource images,
        Map<String, ImageSource> heldOut,
        Optional<byte[]> pretrainedState,
        Optional<byte[]> warmState) {

    /** Copies the map. */
    public TrainingData {
        heldOut = Collections.unmodifiableMap(new LinkedHashMap<>(heldOut));
    }

    /** Without a warm start. */
    public TrainingData(ImageSource images, Map<String, ImageSource> heldOut, Optional<byte[]> pretrainedState) {
        this(images, heldOut, pretrainedState, Optional.empty());
    }

    /** Images to learn from, and nothing else. */
    public static TrainingData of(ImageSource images) {
        return new TrainingData(images, Map.of(), Optional.empty());
    }
}
