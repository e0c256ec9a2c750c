package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that is known of one data set, in whatever order it was heard. Hearing a thing twice changes nothing. For one thread at a
 * time.
 */
final class Dossier {
    private final String dataset;
    private final SortedMap<Long, AugmentationStep> steps = new TreeMap<>();
    private final Map<String, DatasetVersion> versions = new HashMap<>();
    private final Map<String, CheckpointPublished> checkpoints = new HashMap<>();
    private final Map<String, GenerationEvent> answers = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Releases releases = new Releases();
    private Optional<AugmentationPolicy> policy = Optional.empty();

    Dossier(String dataset) {
        this.dataset = dataset;
    }

    void heard(AugmentationPolicy latest) {
        if (policy.isEmpty() || !latest.setAt().isBefore(policy.get().setAt())) {
            policy = Optional.of(latest);
        }
    }

    void heard(AugmentationStep step) {
        steps.putIfAbsent(step.number(), step);
    }

    void heard(DatasetVersion version) {
        versions.put(version.version(), version);
    }

    void heard(CheckpointPublished checkpoint) {
        checkpoints.put(checkpoint.checkpointId(), checkpoint);
    }

    void heard(ReleaseDecided decision) {
        releases.heard(decision);
    }

    /** The end of a generation, of any data set. */
    void answered(String requestId, GenerationEvent answer) {
        answers.put(requestId, answer);
    }

    /** A run or an evaluation, of any data set, that cannot be done. */
    void failed(String id, String reason) {
        failures.put(id, reason);
    }

    String dataset() {
        return dataset;
    }

    Optional<AugmentationPolicy> policy() {
        return policy;
    }

    Collection<AugmentationStep> steps() {
        return List.copyOf(steps.values());
    }

    long nextNumber() {
        return steps.isEmpty() ? 1 : steps.lastKey() + 1;
    }

    /** The version that was sealed last. */
    Optional<DatasetVersion> latestVersion() {
        return versions.values().stream()
                .max(Comparator.comparing(DatasetVersion::sealedAt).thenComparing(DatasetVersion::version));
    }

    Optional<DatasetVersion> version(String version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** Whether something was asked for under this id. */
    boolean awaits(String id) {
        return steps.values().stream().anyMatch(step -> step.subject().equals(id));
    }

    Optional<AugmentationStep> last(Predicate<AugmentationStep> wanted) {
        return steps.values().stream().filter(wanted).reduce((earlier, later) -> later);
    }

    /** The latest step of a round that is not over. */
    Optional<AugmentationStep> openRound() {
        return last(step -> step.stage().ofRound()).filter(step -> !step.stage().endsRound());
    }

    Optional<AugmentationStep> lastRound() {
        return last(step -> step.stage() == AugmentationStage.ROUND_BEGUN);
    }

    long rounds() {
        return steps.values().stream()
                .filter(step -> step.stage() == AugmentationStage.ROUND_BEGUN)
                .count();
    }

    /** The generator that a run ended with. */
    Optional<CheckpointPublished> lastCheckpoint(String runId) {
        return checkpoints.values().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId) && checkpoint.last())
                .findFirst();
    }

    Optional<CheckpointPublished> checkpoint(String checkpointId) {
        return Optional.ofNullable(checkpoints.get(checkpointId));
    }

    Optional<GenerationEvent> answer(String requestId) {
        return Optional.ofNullable(answers.get(requestId));
    }

    Optional<String> failure(String id) {
        return Optional.ofNullable(failures.get(id));
    }

    /** What an evaluation led to. */
    Optional<ReleaseDecided> decisionOn(String evaluationId) {
        return releases.all().stream()
                .filter(decision -> decision.evaluationId().equals(evaluationId))
                .findFirst();
    }

    /** The decision that counts for a checkpoint. */
    Optional<ReleaseDecided> standing(String checkpointId) {
        return releases.standing(dataset, checkpointId);
    }

    /** The generator that is released. */
    Optional<CheckpointPublished> released() {
        return releases.released(dataset).map(ReleaseDecided::checkpointId).flatMap(this::checkpoint);
    }

    /** Synthetic images by class that count: those of generators that were not refused since. */
    Map<String, Integer> held() {
        Map<String, Integer> held = new TreeMap<>();
        steps.values().stream()
                .filter(step -> step.stage() == AugmentationStage.TOPPED_UP)
                .filter(step -> standing(step.checkpointId())
                        .filter(decision -> decision.decision() == ReleaseDecision.RELEASED)
                        .isPresent())
                .forEach(step -> step.counts().forEach((label, count) -> held.merge(label, count, Integer::sum)));
        return held;
    }
}
