package io.augmenta.augmentation.rest;

import io.augmenta.contracts.AugmentationStep;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A step, for people. */
@Schema(name = "AugmentationStep")
public record StepDetails(
        long number,

        @Schema(description = "The round that it belongs to")
        String correlationId,

        String stage,
        String version,

        @Schema(description = "The run, request or evaluation that it is about")
        String subject,

        String checkpointId,
        Map<String, Integer> counts,
        String explanation,
        Instant at) {

    static StepDetails of(AugmentationStep step) {
        return new StepDetails(
                step.number(),
                step.correlationId(),
                step.stage().name().toLowerCase(Locale.ROOT),
                step.version(),
                step.subject(),
                step.checkpointId(),
                new TreeMap<>(step.counts()),
                step.explanation(),
                step.at());
    }
}
