package io.augmenta.generator;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How checkpoints were scored: of each the figures of the evaluation that was completed last. Events of an evaluation come in
 * their order; hearing them again, from the beginning of the log, changes nothing. Thread-safe.
 */
public final class Scores {
    private final Map<String, List<MetricMeasured>> underWay = new HashMap<>();
    private final Set<String> completed = new HashSet<>();
    private final Map<String, Evaluated> latest = new HashMap<>();

    /**
     * What an evaluation made of a checkpoint.
     *
     * @param evaluationId the evaluation
     * @param at when it was completed
     * @param dataset the data set that it was scored on
     * @param version the data set's version
     * @param figures those of all classes together, on the test split where the figure has one, without points of a sweep; in
     *     the evaluation's order
     */
    public record Evaluated(
            String evaluationId, Instant at, String dataset, String version, List<MetricMeasured> figures) {
        /** Copies the list. */
        public Evaluated {
            figures = List.copyOf(figures);
        }
    }

    /**
     * Hears of an evaluation.
     *
     * @param at when the event was published
     */
    public synchronized void heard(EvaluationEvent event, Instant at) {
        String evaluationId = event.evaluationId();
        if (completed.contains(evaluationId)) {
            return;
        }
        if (event instanceof MetricMeasured metric) {
            underWay.computeIfAbsent(evaluationId, id -> new ArrayList<>()).add(metric);
        } else if (event instanceof EvaluationProgressed || event instanceof EvaluationFailed) {
            // figures that an unfinished attempt told are told again by the next one
            underWay.remove(evaluationId);
        } else if (event instanceof EvaluationCompleted) {
            completed.add(evaluationId);
            complete(evaluationId, at);
        }
    }

    private void complete(String evaluationId, Instant at) {
        List<MetricMeasured> metrics = underWay.remove(evaluationId);
        if (metrics == null) {
            return;
        }
        MetricMeasured any = metrics.get(0);
        Evaluated evaluated = new Evaluated(
                evaluationId,
                at,
                any.dataset(),
                any.version(),
                metrics.stream().filter(Scores::overall).toList());
        latest.merge(any.checkpointId(), evaluated, (known, other) -> other.at().isBefore(known.at()) ? known : other);
    }

    private static boolean overall(MetricMeasured metric) {
        return metric.label() == null
                && metric.amount() == null
                && (metric.split() == null || metric.split() == Split.TEST);
    }

    /** The latest scores of a checkpoint; empty where no evaluation of it was completed. */
    public synchronized Optional<Evaluated> of(String checkpointId) {
        return Optional.ofNullable(latest.get(checkpointId));
    }
}
