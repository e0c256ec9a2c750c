package io.augmenta.quickstart.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Models from best to worst: by the accuracy, on real test images, of a classifier that learned from their images alone;
 * where that is equal, by how close their intensities are to the real ones; then by their place in the grid. Models without
 * scores come last.
 */
public final class Ranking {

    private static final Comparator<SweepModel> BEST_FIRST = Comparator.comparingDouble(
                    (SweepModel model) -> -score(model))
            .thenComparingDouble(Ranking::distance)
            .thenComparingInt(SweepModel::number);

    private Ranking() {}

    /** The same models, ordered. */
    public static List<SweepModel> of(List<SweepModel> models) {
        List<SweepModel> ordered = new ArrayList<>(models);
        ordered.sort(BEST_FIRST);
        return List.copyOf(ordered);
    }

    private static double score(SweepModel model) {
        Scores scores = model.scores();
        return scores == null || Double.isNaN(scores.classificationAccuracyScore())
                ? Double.NEGATIVE_INFINITY
                : scores.classificationAccuracyScore();
    }

    private static double distance(SweepModel model) {
        Scores scores = model.scores();
        return scores == null ? Double.POSITIVE_INFINITY : scores.ksPixels();
    }
}
