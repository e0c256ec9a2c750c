package io.augmenta.generator;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import java.util.Optional;

/**
 * All that a checkpoint's generator is loaded from; checkpoints that agree in it share one.
 *
 * @param generator the graph
 * @param shape what the graph takes and gives
 * @param reference images that its trainer made
 * @param fingerprints those of the images that it was trained on
 */
record GeneratorKey(
        ArtifactReference generator,
        GeneratorShape shape,
        Optional<ArtifactReference> reference,
        Optional<ArtifactReference> fingerprints) {

    static GeneratorKey of(CheckpointPublished checkpoint) {
        return new GeneratorKey(
                checkpoint.generator(),
                GeneratorShape.of(checkpoint),
                Optional.ofNullable(checkpoint.reference()),
                Optional.ofNullable(checkpoint.fingerprints()));
    }
}
