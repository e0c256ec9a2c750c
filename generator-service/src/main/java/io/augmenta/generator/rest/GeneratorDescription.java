package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A generator that images can be asked of. */
@Schema(name = "Generator", description = "A trained generator that images can be asked of")
public record GeneratorDescription(
        String checkpoint,
        String run,
        int epoch,

        @Schema(description = "Whether its run ends with it")
        boolean last,

        String recipe,
        String dataset,
        String datasetVersion,
        @Schema(description = "In the order of the labels") List<String> classes,
        int channels,
        int height,
        int width,
        int latentSize,
        String sha256,
        Instant publishedAt,
        @Schema(description = "Whether it is in memory now") boolean loaded) {

    static GeneratorDescription of(CheckpointPublished checkpoint, boolean loaded) {
        return new GeneratorDescription(
                checkpoint.checkpointId(),
                checkpoint.runId(),
                checkpoint.epoch(),
                checkpoint.last(),
                checkpoint.recipe(),
                checkpoint.dataset(),
                checkpoint.version(),
                checkpoint.classes(),
                checkpoint.channels(),
                checkpoint.height(),
                checkpoint.width(),
                checkpoint.latentSize(),
                checkpoint.generator().sha256(),
                checkpoint.publishedAt(),
                loaded);
    }
}
