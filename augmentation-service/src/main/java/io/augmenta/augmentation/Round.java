package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingTargets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trains a generator, has it judged, and records what the gate decides. Everything is named after the round. */
final class Round {

    Move begin(AugmentationPolicy policy, Dossier known, DatasetVersion version, String reason, Records records) {
        return new Move(
                Optional.empty(),
                records.step(
                        records.nextRound(version),
                        version.version(),
                        AugmentationStage.ROUND_BEGUN,
                        Trigger.training(policy),
                        "",
                        Map.of(),
                        List.of(),
                        reason));
    }

    /** What follows the latest step of a round; empty while another service is at work. */
    Optional<Move> proceed(AugmentationPolicy policy, Dossier known, AugmentationStep latest, Records records) {
        return switch (latest.stage()) {
            case ROUND_BEGUN -> Optional.of(train(policy, known, latest, records));
            case TRAINING_ASKED -> trained(policy, known, latest, records);
            case CANDIDATES_ASKED ->
                known.answer(latest.subject()).map(answer -> made(policy, known, latest, answer, records));
            case EVALUATION_ASKED -> judged(known, latest, records);
            default -> Optional.empty();
        };
    }

    private static Move train(AugmentationPolicy policy, Dossier known, AugmentationStep begun, Records records) {
        String runId = begun.correlationId();
        Optional<CheckpointPublished> start = known.released()
                .filter(released -> released.recipe().equals(policy.recipe()))
                .filter(released -> known.version(begun.version())
                        .filter(version -> version.channels() == released.channels()
                                && version.height() == released.height()
                                && version.width() == released.width())
                        .isPresent());
        TrainingRequested request = new TrainingRequested(
                        runId,
                        known.dataset(),
                        begun.version(),
                        policy.recipe(),
                        policy.parameters(),
                        policy.epochs(),
                        policy.seed(),
                        policy.epochs())
                .startingFrom(start.map(CheckpointPublished::checkpointId).orElse(""));
        return records.asking(
                request,
                runId,
                begun.version(),
                AugmentationStage.TRAINING_ASKED,
                "",
                Map.of(),
                policy.recipe() + " for " + policy.epochs() + " epochs on version " + begun.version()
                        + start.map(from -> ", beginning with the weights of " + from.checkpointId())
                                .orElse(", beginning with nothing"));
    }

    private static Optional<Move> trained(
            AugmentationPolicy policy, Dossier known, AugmentationStep asked, Records records) {
        Optional<CheckpointPublished> checkpoint = known.lastCheckpoint(asked.subject());
        Optional<DatasetVersion> version = known.version(asked.version());
        if (checkpoint.isPresent() && version.isPresent()) {
            String id = checkpoint.get().checkpointId();
            Map<String, Integer> counts = new HashMap<>(TrainingTargets.real(version.get()));
            counts.values().removeIf(count -> count == 0);
            return Optional.of(records.asking(
                    new GenerationRequested(asked.correlationId() + "-candidates", id, counts, policy.seed()),
                    asked.correlationId(),
                    asked.version(),
                    AugmentationStage.CANDIDATES_ASKED,
                    id,
                    counts,
                    "as many images of each class as real ones are trained on, to judge " + id + " by"));
        }
        return known.failure(asked.subject())
                .map(reason -> records.outcome(asked, AugmentationStage.FAILED, "", "training: " + reason));
    }

    private static Move made(
            AugmentationPolicy policy, Dossier known, AugmentationStep asked, GenerationEvent answer, Records records) {
        if (answer instanceof GenerationFailed failed) {
            return records.outcome(
                    asked, AugmentationStage.FAILED, asked.checkpointId(), "generation: " + failed.reason());
        }
        EvaluationRequested request = EvaluationRequested.of(
                asked.correlationId() + "-evaluation",
                known.dataset(),
                asked.version(),
                (GenerationCompleted) answer,
                policy.evaluation());
        return records.asking(
                request,
                asked.correlationId(),
                asked.version(),
                AugmentationStage.EVALUATION_ASKED,
                asked.checkpointId(),
                asked.counts(),
                "by a classifier " + policy.evaluation().classifier() + " with "
                        + policy.evaluation().seeds() + " seeds, and by the evaluator's gate"
                        + ownLimits(policy));
    }

    private static String ownLimits(AugmentationPolicy policy) {
        GateLimits own = policy.evaluation().gate();
        return own.isEmpty() ? "" : " with the policy's own limits " + own.byRule();
    }

    private static Optional<Move> judged(Dossier known, AugmentationStep asked, Records records) {
        Optional<ReleaseDecided> decision = known.decisionOn(asked.subject());
        if (decision.isPresent()) {
            // a person may have decided otherwise meanwhile
            ReleaseDecided standing = known.standing(asked.checkpointId()).orElse(decision.get());
            boolean released = standing.decision() == ReleaseDecision.RELEASED;
            return Optional.of(records.outcome(
                    asked,
                    released ? AugmentationStage.RELEASED : AugmentationStage.REFUSED,
                    asked.checkpointId(),
                    explanation(standing)));
        }
        return known.failure(asked.subject())
                .map(reason -> records.outcome(
                        asked, AugmentationStage.FAILED, asked.checkpointId(), "evaluation: " + reason));
    }

    private static String explanation(ReleaseDecided decision) {
        if (decision.overridden()) {
            return decision.decidedBy() + ": " + decision.why();
        }
        String broken = decision.findings().stream()
                .filter(finding -> !finding.met())
                .map(GateFinding::explanation)
                .collect(Collectors.joining("; "));
        return broken.isEmpty() ? "every one of " + decision.findings().size() + " rules is met" : broken;
    }
}
