package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.evaluator.EvaluationStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of each evaluation, as the events in the log say, in their order. Events of an evaluation that is completed
 * change nothing any more, so the log may be read again from its beginning at any time. Thread-safe.
 */
public final class EvaluationRegistry {
    private final Map<String, EvaluationStatus> statuses = new ConcurrentHashMap<>();
    private final Set<String> completedHere = ConcurrentHashMap.newKeySet();

    /** Takes note that an evaluation is asked for. */
    public void apply(EvaluationRequested request) {
        statuses.putIfAbsent(request.evaluationId(), EvaluationStatus.requested(request.evaluationId()));
    }

    /** Takes note of an event. */
    public void apply(EvaluationEvent event) {
        statuses.compute(event.evaluationId(), (id, known) -> {
            EvaluationStatus before = known == null ? EvaluationStatus.requested(id) : known;
            return before.state() == State.COMPLETED ? before : after(before, event);
        });
    }

    /** What is known of an evaluation. */
    public Optional<EvaluationStatus> find(String evaluationId) {
        return Optional.ofNullable(statuses.get(evaluationId));
    }

    /** Takes note of an evaluation whose end is in the log but may not have been read from there yet. */
    void completedHere(String evaluationId) {
        completedHere.add(evaluationId);
    }

    /** Whether an evaluation is known to be completed. */
    public boolean isCompleted(String evaluationId) {
        return completedHere.contains(evaluationId)
                || find(evaluationId)
                        .filter(status -> status.state() == State.COMPLETED)
                        .isPresent();
    }

    private static EvaluationStatus after(EvaluationStatus before, EvaluationEvent event) {
        if (event instanceof EvaluationProgressed progressed) {
            // figures that an earlier, unfinished attempt told are told again by this one
            return new EvaluationStatus(
                    before.evaluationId(),
                    State.RUNNING,
                    progressed.stage(),
                    progressed.fraction(),
                    progressed.message(),
                    List.of(),
                    Map.of());
        }
        if (event instanceof MetricMeasured metric) {
            List<MetricMeasured> metrics = new ArrayList<>(before.metrics());
            metrics.add(metric);
            return new EvaluationStatus(
                    before.evaluationId(),
                    before.state(),
                    before.stage(),
                    before.fraction(),
                    before.message(),
                    metrics,
                    Map.of());
        }
        if (event instanceof EvaluationFailed failed) {
            return new EvaluationStatus(
                    before.evaluationId(),
                    State.FAILED,
                    before.stage(),
                    before.fraction(),
                    failed.reason(),
                    List.of(),
                    Map.of());
        }
        EvaluationCompleted completed = (EvaluationCompleted) event;
        return new EvaluationStatus(
                before.evaluationId(), State.COMPLETED, before.stage(), 1, null, before.metrics(), completed.report());
    }
}
