package io.augmenta.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.evaluator.EvaluationStatus.State;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationRegistryTest {
    private static final String ID = "evaluation-1";
    private static final EvaluationProgressed PROGRESS =
            new EvaluationProgressed(ID, "train-mixed", 0.6, "epoch 3 of 9");
    private static final MetricMeasured METRIC =
            new MetricMeasured(ID, "accuracy_score", 0.9, "phantom", "v", "run-1-e0003", null, null, "mixed");
    private static final EvaluationCompleted COMPLETED = new EvaluationCompleted(
            ID, Map.of("report.html", new ArtifactReference(URI.create("artifact:x"), "0".repeat(64), 9)));

    private final EvaluationRegistry registry = new EvaluationRegistry();

    @Test
    void evaluationIsRequestedThenRunningThenCompleted() {
        registry.apply(new SampleStudy(1, 16).request(ID, "compact", List.of()));
        assertEquals(State.REQUESTED, state());

        registry.apply(PROGRESS);
        assertEquals(State.RUNNING, state());
        assertEquals(0.6, registry.find(ID).orElseThrow().fraction());

        registry.apply(METRIC);
        registry.apply(COMPLETED);
        assertEquals(State.COMPLETED, state());
        assertEquals(List.of(METRIC), registry.find(ID).orElseThrow().metrics());
        assertEquals(COMPLETED.report(), registry.find(ID).orElseThrow().report());
    }

    @Test
    void readingTheLogAgainFromItsBeginningChangesNothing() {
        List<EvaluationEvent> log = List.of(PROGRESS, METRIC, COMPLETED);
        log.forEach(registry::apply);
        EvaluationStatus before = registry.find(ID).orElseThrow();

        log.forEach(registry::apply);

        assertEquals(before, registry.find(ID).orElseThrow());
    }

    @Test
    void figuresOfAnAttemptThatDiedAreNotMixedWithThoseOfTheNext() {
        List.of(PROGRESS, METRIC, PROGRESS, METRIC, COMPLETED).forEach(registry::apply);

        assertEquals(List.of(METRIC), registry.find(ID).orElseThrow().metrics());
    }

    @Test
    void failureSaysWhyAndANewAttemptLeavesItBehind() {
        registry.apply(new EvaluationFailed(ID, "no such data set"));
        assertEquals(State.FAILED, state());
        assertEquals("no such data set", registry.find(ID).orElseThrow().message());
        assertFalse(registry.isCompleted(ID));

        registry.apply(PROGRESS);
        assertEquals(State.RUNNING, state());
    }

    @Test
    void evaluationCompletedHereCountsBeforeItsEndIsReadBack() {
        registry.completedHere(ID);

        assertTrue(registry.isCompleted(ID));
        assertTrue(registry.find(ID).isEmpty());
    }

    private State state() {
        return registry.find(ID).orElseThrow().state();
    }
}
