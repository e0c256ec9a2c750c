package io.augmenta.quickstart.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.quickstart.study.RunPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void theAccuracyOnRealTestImagesOfWhatLearnedFromGeneratedOnesDecides() {
        assertEquals(List.of(2, 3, 1), ranked(scored(1, 0.44, 0.01), scored(2, 0.53, 0.30), scored(3, 0.52, 0.02)));
    }

    @Test
    void whereItIsEqualTheCloserIntensitiesGoFirst() {
        assertEquals(List.of(3, 1, 2), ranked(scored(1, 0.5, 0.2), scored(2, 0.5, 0.3), scored(3, 0.5, 0.1)));
    }

    @Test
    void whereAllIsEqualTheGridsOrderStays() {
        assertEquals(List.of(1, 2, 3), ranked(scored(3, 0.5, 0.2), scored(1, 0.5, 0.2), scored(2, 0.5, 0.2)));
    }

    @Test
    void modelsWithoutScoresComeLast() {
        assertEquals(
                List.of(3, 4, 1, 2), ranked(failed(1), failed(2), scored(3, 0.0, 1.0), scored(4, 0.0, Double.NaN)));
    }

    private static List<Integer> ranked(SweepModel... models) {
        return Ranking.of(List.of(models)).stream().map(SweepModel::number).toList();
    }

    private static SweepModel scored(int number, double score, double ks) {
        Scores.Accuracies other = new Scores.Accuracies(1 - score, 1 - score);
        return model(
                number,
                null,
                new Scores("evaluation", other, new Scores.Accuracies(1 - score, score), other, ks, 1 - ks));
    }

    private static SweepModel failed(int number) {
        return model(number, Shortfall.failure("the trainer failed"), null);
    }

    private static SweepModel model(int number, @Nullable Shortfall shortfall, @Nullable Scores scores) {
        RunPlan plan = new RunPlan("wgan-gp", Map.of(), 1, 7, 1, null);
        return new SweepModel(number, new GridRun(plan, Map.of()), "run-" + number, null, shortfall, scores);
    }
}
