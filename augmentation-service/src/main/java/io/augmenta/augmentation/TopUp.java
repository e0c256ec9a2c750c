package io.augmenta.augmentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.TrainingTargets;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the released generator for what the targets lack, until they lack nothing. */
final class TopUp {

    /** What came of the images that are asked for; empty while none are, or none have come yet. */
    Optional<Move> answered(Dossier known, Records records) {
        return asked(known)
                .flatMap(asked -> known.answer(asked.subject()).map(answer -> outcome(asked, answer, records)));
    }

    private static Optional<AugmentationStep> asked(Dossier known) {
        return known.last(step -> step.stage().ofTopUp())
                .filter(step -> step.stage() == AugmentationStage.TOP_UP_ASKED);
    }

    private static Move outcome(AugmentationStep asked, GenerationEvent answer, Records records) {
        if (answer instanceof GenerationCompleted completed) {
            return new Move(
                    Optional.empty(),
                    records.step(
                            asked.correlationId(),
                            asked.version(),
                            AugmentationStage.TOPPED_UP,
                            asked.subject(),
                            asked.checkpointId(),
                            completed.counts(),
                            completed.ranges(),
                            "they are in the log"));
        }
        String reason = answer instanceof GenerationFailed failed ? failed.reason() : "no answer that is known here";
        return records.outcome(asked, AugmentationStage.TOP_UP_FAILED, asked.checkpointId(), reason);
    }

    /** Asks for what is missing, or says that nothing is; empty where that is said already, or no generator is released. */
    Optional<Move> lacking(AugmentationPolicy policy, Dossier known, DatasetVersion version, Records records) {
        Map<String, Integer> targets = TrainingTargets.of(policy, version);
        Optional<CheckpointPublished> released = known.released();
        if (targets.isEmpty() || asked(known).isPresent() || released.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> real = TrainingTargets.real(version);
        Map<String, Integer> held = known.held();
        Map<String, Integer> missing = TrainingTargets.missing(targets, real, held);
        if (missing.isEmpty()) {
            return met(known, version, total(real, TrainingTargets.counting(targets, real, held)), records);
        }
        Map<String, Integer> makeable = new TreeMap<>(missing);
        makeable.keySet().retainAll(released.get().classes());
        if (makeable.isEmpty() || failedAlready(known, policy, version, released.get())) {
            return Optional.empty();
        }
        return Optional.of(ask(known, version, released.get(), makeable, targets, records));
    }

    private static Optional<Move> met(
            Dossier known, DatasetVersion version, Map<String, Integer> total, Records records) {
        boolean said = known.last(step -> step.stage().ofTopUp())
                .filter(step -> step.stage() == AugmentationStage.TARGETS_MET
                        && step.version().equals(version.version())
                        && step.counts().equals(total))
                .isPresent();
        return said
                ? Optional.empty()
                : Optional.of(new Move(
                        Optional.empty(),
                        records.step(
                                records.currentRound(),
                                version.version(),
                                AugmentationStage.TARGETS_MET,
                                "",
                                "",
                                total,
                                List.of(),
                                "every class has what its target asks for")));
    }

    /** What failed is not tried again before something has changed. */
    private static boolean failedAlready(
            Dossier known, AugmentationPolicy policy, DatasetVersion version, CheckpointPublished released) {
        return known.last(step -> step.stage().ofTopUp())
                .filter(step -> step.stage() == AugmentationStage.TOP_UP_FAILED
                        && step.version().equals(version.version())
                        && step.checkpointId().equals(released.checkpointId())
                        && !policy.setAt().isAfter(step.at()))
                .isPresent();
    }

    private static Move ask(
            Dossier known,
            DatasetVersion version,
            CheckpointPublished released,
            Map<String, Integer> missing,
            Map<String, Integer> targets,
            Records records) {
        long number = 1
                + known.steps().stream()
                        .filter(step -> step.stage() == AugmentationStage.TOP_UP_ASKED)
                        .count();
        String requestId = records.currentRound() + "-topup-" + number;
        return records.asking(
                new GenerationRequested(requestId, released.checkpointId(), missing, seed(requestId)),
                records.currentRound(),
                version.version(),
                AugmentationStage.TOP_UP_ASKED,
                released.checkpointId(),
                missing,
                "missing to the targets " + new TreeMap<>(targets) + ": " + missing);
    }

    /** Of its own for each request, or a class would get the same images again. */
    private static long seed(String requestId) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(requestId.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Integer> total(Map<String, Integer> real, Map<String, Integer> held) {
        Map<String, Integer> total = new TreeMap<>(real);
        held.forEach((label, count) -> total.merge(label, count, Integer::sum));
        return total;
    }
}
