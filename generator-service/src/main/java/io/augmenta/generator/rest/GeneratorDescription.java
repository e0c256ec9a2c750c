package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.WarmStart;
import io.augmenta.generator.Scores;
import io.augmenta.generator.Verification;
import io.augmenta.generator.Verification.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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
        long bytes,
        Instant publishedAt,

        @Schema(description = "All hyper-parameters of its recipe")
        Map<String, String> parameters,

        @Schema(description = "Data sets for which it is the released one")
        List<String> releasedFor,

        @Schema(
                description =
                        "What was decided on it for its data set, and what every rule found; null where nothing was")
        @Nullable Decision decision,

        @Schema(description = "What its latest evaluation measured; null where it was not evaluated") @Nullable ScoreCard scores,

        @Schema(description = "Whether it is in memory now") boolean loaded,

        @Schema(
                description = "verified: it makes the trainer's images; unverified: its checkpoint has none to compare"
                        + " with; null while it is not in memory")
        @Nullable String verification,

        @Schema(description = "How far a sample, from -1 to 1, is from the trainer's; null where it is not verified")
        @Nullable Double largestDifference,

        @Schema(
                description = "checked: copies of training images are withheld; unguarded: it is not known what it was"
                        + " trained on, so none are; off: the guard is switched off")
        String copyGuard,

        @Schema(description = "The checkpoint whose tensors its run began with; null where it began with none")
        @Nullable WarmStart warmStartedFrom) {

    /** What was decided, with its scores. */
    record Decision(
            String evaluation,
            ReleaseDecision decision,
            String decidedBy,
            Instant decidedAt,
            List<GateFinding> findings) {
        static Decision of(ReleaseDecided decided) {
            return new Decision(
                    decided.evaluationId(),
                    decided.decision(),
                    decided.decidedBy(),
                    decided.decidedAt(),
                    decided.findings());
        }
    }

    static GeneratorDescription of(
            CheckpointPublished checkpoint,
            Releases releases,
            Optional<Scores.Evaluated> scores,
            Optional<Verification> verification,
            CopyGuard copyGuard) {
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
                checkpoint.generator().sizeBytes(),
                checkpoint.publishedAt(),
                new TreeMap<>(checkpoint.parameters()),
                releasedFor(checkpoint, releases),
                releases.standing(checkpoint.dataset(), checkpoint.checkpointId())
                        .map(Decision::of)
                        .orElse(null),
                scores.map(ScoreCard::of).orElse(null),
                verification.isPresent(),
                verification
                        .map(found -> found instanceof Verified ? "verified" : "unverified")
                        .orElse(null),
                verification
                        .map(found -> found instanceof Verified verified ? verified.largestDifference() : null)
                        .orElse(null),
                copyGuard.label(),
                checkpoint.warmStartedFrom());
    }

    private static List<String> releasedFor(CheckpointPublished checkpoint, Releases releases) {
        return releases.datasets().stream()
                .filter(dataset -> releases.released(dataset)
                        .filter(released -> released.checkpointId().equals(checkpoint.checkpointId()))
                        .isPresent())
                .toList();
    }
}
