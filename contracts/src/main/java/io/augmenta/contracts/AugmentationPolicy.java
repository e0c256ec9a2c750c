package io.augmenta.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a data set is kept augmented. There is one for each data set, and the latest counts.
 *
 * @param dataset name of the data set
 * @param targetCounts training images that a class is to have, real and synthetic together; {@value #EVERY_OTHER} stands for
 *     all classes that are not named
 * @param targetRatios the same as multiples of the class's real training images, at least 1, for classes without a count
 * @param retrainGrowth train anew once there are so many images more, as a share of those that the latest training had; null
 *     for never
 * @param retrainNewImages train anew once there are so many images more; null for never
 * @param retrainEvery train anew so long after the latest training was begun; null for never
 * @param recipe family of the generator
 * @param parameters its hyper-parameters by name
 * @param epochs passes over the training split
 * @param seed what all randomness is drawn from
 * @param evaluation how a generator is judged, and by which limits; with the policy's seed, and no sweep
 * @param active whether anything new is begun
 * @param setAt when it was set
 */
public record AugmentationPolicy(
        String dataset,
        Map<String, Integer> targetCounts,
        Map<String, Double> targetRatios,
        @Nullable Double retrainGrowth,
        @Nullable Long retrainNewImages,
        @Nullable Duration retrainEvery,
        String recipe,
        Map<String, String> parameters,
        int epochs,
        long seed,
        EvaluationSettings evaluation,
        boolean active,
        Instant setAt)
        implements Event {
    /** Stands for every class that is not named. */
    public static final String EVERY_OTHER = "*";

    /** Copies the maps and checks the numbers. */
    public AugmentationPolicy {
        Check.notBlank("data set of an augmentation policy", dataset);
        Check.notBlank("recipe of an augmentation policy", recipe);
        Check.atLeast("epochs of an augmentation policy", 1, epochs);
        targetCounts = Map.copyOf(targetCounts);
        targetRatios = Map.copyOf(targetRatios);
        parameters = Map.copyOf(parameters);
        evaluation = new EvaluationSettings(
                evaluation.classifier(),
                evaluation.parameters(),
                seed,
                evaluation.seeds(),
                evaluation.controls(),
                List.of(),
                evaluation.extractor(),
                evaluation.gate());
        evaluation.gate().check(evaluation.controls());
        targetCounts.forEach((label, count) -> Check.atLeast("target count of class " + label, 0, count));
        targetRatios.forEach((label, ratio) -> require(
                ratio >= 1 && ratio <= 1000, "target ratio of class " + label, ratio, "a number from 1 to 1000"));
        if (retrainGrowth != null) {
            require(retrainGrowth > 0, "growth that asks for a training", retrainGrowth, "a share above 0");
        }
        if (retrainNewImages != null) {
            require(retrainNewImages > 0, "new images that ask for a training", retrainNewImages, "1 or more");
        }
        if (retrainEvery != null) {
            require(
                    !retrainEvery.isNegative() && !retrainEvery.isZero(),
                    "time that asks for a training",
                    retrainEvery,
                    "a time above 0");
        }
    }

    private static void require(boolean allowed, String what, Object found, String expected) {
        if (!allowed) {
            throw new InvalidEventException(what + ": expected " + expected + ", got " + found);
        }
    }

    @Override
    public String key() {
        return dataset;
    }
}
