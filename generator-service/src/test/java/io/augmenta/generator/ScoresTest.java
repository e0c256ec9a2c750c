package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Scores scores = new Scores();

    @Test
    void aCheckpointThatWasNeverEvaluatedHasNone() {
        assertEquals(Optional.empty(), scores.of("run-e0001"));
    }

    @Test
    void figuresCountOnceTheEvaluationIsCompleted() {
        MetricMeasured accuracy = figure("e-1", "accuracy_score", 0.75);
        scores.heard(accuracy, AT);
        assertEquals(Optional.empty(), scores.of("run-e0001"));

        scores.heard(completed("e-1"), AT.plusSeconds(5));

        assertEquals(
                Optional.of(new Scores.Evaluated("e-1", AT.plusSeconds(5), "brains", "v1", List.of(accuracy))),
                scores.of("run-e0001"));
        assertEquals(Optional.empty(), scores.of("run-e0002"));
    }

    @Test
    void figuresOfAnAttemptThatWasBrokenOffDoNotCount() {
        MetricMeasured second = figure("e-1", "accuracy_score", 0.5);
        tell(
                figure("e-1", "accuracy_score", 0.75),
                new EvaluationProgressed("e-1", "read-images", 0, "again"),
                second,
                completed("e-1"));

        assertEquals(List.of(second), figures());
    }

    @Test
    void anEvaluationThatFailedScoresNothing() {
        tell(figure("e-1", "accuracy_score", 0.75), new EvaluationFailed("e-1", "one class only"));

        assertEquals(Optional.empty(), scores.of("run-e0001"));
    }

    @Test
    void theEvaluationThatWasCompletedLastCountsInWhateverOrderTheyAreHeard() {
        for (int i = 0; i < 2; i++) {
            scores.heard(figure("later", "accuracy_score", 0.5), AT.plusSeconds(2));
            scores.heard(completed("later"), AT.plusSeconds(3));
            scores.heard(figure("earlier", "accuracy_score", 0.75), AT);
            scores.heard(completed("earlier"), AT.plusSeconds(1));
        }

        assertEquals("later", scores.of("run-e0001").orElseThrow().evaluationId());
        assertEquals(1, figures().size());
    }

    @Test
    void onlyFiguresOfAllClassesOnTestImagesAreKept() {
        MetricMeasured kept = figure("e-1", "accuracy_score", 0.75);
        MetricMeasured ofNoSplit = figure("e-1", "frechet_distance", 9, null, null, null);
        tell(
                kept,
                figure("e-1", "accuracy_score", 0.9, null, Split.TRAIN, null),
                figure("e-1", "recall_score", 0.5, "glioma", Split.TEST, null),
                figure("e-1", "accuracy_score", 0.6, null, Split.TEST, 0.25),
                ofNoSplit,
                completed("e-1"));

        assertEquals(List.of(kept, ofNoSplit), figures());
    }

    private List<MetricMeasured> figures() {
        return scores.of("run-e0001").orElseThrow().figures();
    }

    private void tell(EvaluationEvent... events) {
        for (EvaluationEvent event : events) {
            scores.heard(event, AT);
        }
    }

    private static EvaluationCompleted completed(String evaluationId) {
        return new EvaluationCompleted(evaluationId, Map.of());
    }

    private static MetricMeasured figure(String evaluationId, String name, double value) {
        return figure(evaluationId, name, value, null, Split.TEST, null);
    }

    private static MetricMeasured figure(
            String evaluationId,
            String name,
            double value,
            @Nullable String label,
            @Nullable Split split,
            @Nullable Double amount) {
        return new MetricMeasured(
                evaluationId,
                name,
                value,
                "brains",
                "v1",
                "run-e0001",
                label,
                split,
                "mixed",
                value - 0.1,
                value + 0.1,
                3,
                amount,
                null);
    }
}
