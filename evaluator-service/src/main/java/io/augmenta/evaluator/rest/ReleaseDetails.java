package io.augmenta.evaluator.rest;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecided;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision on a checkpoint. */
@Schema(name = "Release", description = "Whether a checkpoint is released for a data set, and why")
public record ReleaseDetails(
        String decisionId,
        String dataset,
        String version,
        String checkpointId,
        String evaluationId,
        @Schema(description = "released or refused") String decision,
        List<GateFinding> findings,

        @Schema(description = "policy, or the person who overrode it")
        String decidedBy,

        @Nullable String why,
        Instant decidedAt,

        @Schema(description = "Rules of the evaluator that the request for the evaluation took away")
        List<String> waived) {

    static ReleaseDetails of(ReleaseDecided decided) {
        return new ReleaseDetails(
                decided.decisionId(),
                decided.dataset(),
                decided.version(),
                decided.checkpointId(),
                decided.evaluationId(),
                decided.decision().name().toLowerCase(Locale.ROOT),
                decided.findings(),
                decided.decidedBy(),
                decided.why(),
                decided.decidedAt(),
                decided.waived());
    }
}
