package io.augmenta.export;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.TrainingTargets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which synthetic images belong to a version. Stateless. */
public final class SyntheticShares {
    private SyntheticShares() {}

    /**
     * Those that count by the policy: of {@link AugmentationStage#TOPPED_UP} steps whose generator is still released, the
     * earliest first, until each class of the version has what its target asks for beside its real training images.
     *
     * @param steps of the data set, in any order
     * @param releases all decisions
     */
    public static List<SyntheticShare> byPolicy(
            AugmentationPolicy policy, DatasetVersion version, Collection<AugmentationStep> steps, Releases releases) {
        Map<String, Integer> targets = TrainingTargets.of(policy, version);
        Map<String, Integer> lacking = TrainingTargets.missing(targets, TrainingTargets.real(version), Map.of());
        List<SyntheticShare> shares = new ArrayList<>();
        steps.stream()
                .filter(step -> step.dataset().equals(version.name()))
                .filter(step -> step.stage() == AugmentationStage.TOPPED_UP)
                .filter(step -> released(releases, version.name(), step.checkpointId()))
                .sorted(Comparator.comparingLong(AugmentationStep::number))
                .forEach(step -> {
                    Map<String, Integer> taken = take(step.counts(), lacking);
                    if (!taken.isEmpty()) {
                        shares.add(new SyntheticShare(step.subject(), step.checkpointId(), step.ranges(), taken));
                    }
                });
        return shares;
    }

    /** All images of these answers. */
    public static List<SyntheticShare> of(Collection<GenerationCompleted> answers) {
        return answers.stream()
                .map(answer -> new SyntheticShare(
                        answer.requestId(), answer.checkpointId(), answer.ranges(), positive(answer.counts())))
                .toList();
    }

    /** Whether a checkpoint is released for a data set, as things stand. */
    public static boolean released(Releases releases, String dataset, String checkpointId) {
        return releases.standing(dataset, checkpointId)
                .map(ReleaseDecided::decision)
                .filter(decision -> decision == ReleaseDecision.RELEASED)
                .isPresent();
    }

    /** Takes what is lacking from what there is, and what is taken from what is lacking. */
    private static Map<String, Integer> take(Map<String, Integer> available, Map<String, Integer> lacking) {
        Map<String, Integer> taken = new TreeMap<>();
        available.forEach((label, count) -> {
            int wanted = Math.min(count, lacking.getOrDefault(label, 0));
            if (wanted > 0) {
                taken.put(label, wanted);
                lacking.merge(label, -wanted, Integer::sum);
            }
        });
        return taken;
    }

    private static Map<String, Integer> positive(Map<String, Integer> counts) {
        Map<String, Integer> positive = new TreeMap<>(counts);
        positive.values().removeIf(count -> count < 1);
        return positive;
    }
}
