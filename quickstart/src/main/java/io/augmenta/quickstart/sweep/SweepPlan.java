package io.augmenta.quickstart.sweep;

import io.augmenta.quickstart.study.ImagesPlan;
import java.util.List;
import java.util.Map;

/**
 * What a sweep does.
 *
 * @param images what all runs learn from
 * @param runs the runs, each different from the others
 * @param classifier family of the classifier that scores
 * @param classifierParameters its settings by name; what is not given has the family's default
 * @param seed what synthetic images and classifiers are drawn from
 */
public record SweepPlan(
        ImagesPlan images, List<GridRun> runs, String classifier, Map<String, String> classifierParameters, long seed) {

    /** Copies the collections. */
    public SweepPlan {
        runs = List.copyOf(runs);
        classifierParameters = Map.copyOf(classifierParameters);
    }
}
