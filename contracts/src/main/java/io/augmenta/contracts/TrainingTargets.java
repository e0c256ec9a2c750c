package io.augmenta.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many training images each class is to have by its policy, and which synthetic ones count towards that. Stateless. */
public final class TrainingTargets {
    private TrainingTargets() {}

    /** Real training images by class, also of classes that have none. */
    public static Map<String, Integer> real(DatasetVersion version) {
        Map<String, Long> counted = version.imagesByClass(Split.TRAIN);
        Map<String, Integer> real = new TreeMap<>();
        version.classes().forEach(label -> real.put(label, Math.toIntExact(counted.getOrDefault(label, 0L))));
        return real;
    }

    /** What a policy asks for, without the classes that it asks nothing for. */
    public static Map<String, Integer> of(AugmentationPolicy policy, DatasetVersion version) {
        Map<String, Integer> targets = new TreeMap<>();
        real(version).forEach((label, count) -> target(policy, label, count)
                .ifPresent(target -> targets.put(label, target)));
        return targets;
    }

    private static Optional<Integer> target(AugmentationPolicy policy, String label, int real) {
        Integer count = policy.targetCounts().get(label);
        if (count != null) {
            return Optional.of(count);
        }
        Double ratio = policy.targetRatios().get(label);
        if (ratio != null) {
            return Optional.of(multiple(ratio, real));
        }
        Integer everyOthers = policy.targetCounts().get(AugmentationPolicy.EVERY_OTHER);
        if (everyOthers != null) {
            return Optional.of(everyOthers);
        }
        return Optional.ofNullable(policy.targetRatios().get(AugmentationPolicy.EVERY_OTHER))
                .map(everyOther -> multiple(everyOther, real));
    }

    private static int multiple(double ratio, int real) {
        return Math.toIntExact(Math.round(ratio * real));
    }

    /**
     * Synthetic images that count: as many as the targets ask for beside the real ones. Where real images have come since, the
     * latest synthetic ones are more than that; they stay in the log and are not part of the data set.
     */
    public static Map<String, Integer> counting(
            Map<String, Integer> targets, Map<String, Integer> real, Map<String, Integer> held) {
        Map<String, Integer> counting = new TreeMap<>();
        held.forEach((label, count) -> {
            int asked = targets.getOrDefault(label, 0) - real.getOrDefault(label, 0);
            if (Math.min(count, asked) > 0) {
                counting.put(label, Math.min(count, asked));
            }
        });
        return counting;
    }

    /** What is missing to the targets, without the classes that have enough. */
    public static Map<String, Integer> missing(
            Map<String, Integer> targets, Map<String, Integer> real, Map<String, Integer> held) {
        Map<String, Integer> missing = new TreeMap<>();
        targets.forEach((label, target) -> {
            int lack = target - real.getOrDefault(label, 0) - held.getOrDefault(label, 0);
            if (lack > 0) {
                missing.put(label, lack);
            }
        });
        return missing;
    }
}
