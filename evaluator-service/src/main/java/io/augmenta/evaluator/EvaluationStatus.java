package io.augmenta.evaluator;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.MetricMeasured;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an evaluation. Immutable.
 *
 * @param evaluationId the evaluation
 * @param state how far it is
 * @param stage what it is or was doing last
 * @param fraction how much of the whole is done, from 0 to 1
 * @param message what to tell a person: the last progress, or why it failed
 * @param metrics the figures; none before it is completed
 * @param report the files of the report by name; none before it is completed
 */
public record EvaluationStatus(
        String evaluationId,
        State state,
        @Nullable String stage,
        double fraction,
        @Nullable String message,
        List<MetricMeasured> metrics,
        Map<String, ArtifactReference> report) {

    /** How far an evaluation is. */
    public enum State {
        /** Asked for, not begun. */
        REQUESTED,
        /** Under way. */
        RUNNING,
        /** Done, with figures and report. */
        COMPLETED,
        /** Cannot be done as it was asked for. */
        FAILED
    }

    /** Copies the collections. */
    public EvaluationStatus {
        metrics = List.copyOf(metrics);
        report = Map.copyOf(report);
    }

    static EvaluationStatus requested(String evaluationId) {
        return new EvaluationStatus(evaluationId, State.REQUESTED, null, 0, null, List.of(), Map.of());
    }
}
