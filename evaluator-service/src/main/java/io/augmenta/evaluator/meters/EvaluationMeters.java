package io.augmenta.evaluator.meters;

import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.EvaluationObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest evaluation of each data set and model as gauges {@code augmenta_evaluation_*}: those that this process completed,
 * and from its start those that the log tells of. They appear with the first one: before that there is nothing to show, and a 0 would be read as a bad score. What a later
 * evaluation did not measure, such as a control, disappears.
 */
@ApplicationScoped
public class EvaluationMeters implements EvaluationObserver {
    private final MeterRegistry registry;
    private final Counter completed;
    private final Counter failed;
    private final Map<EvaluationGauge, Double> latest = new ConcurrentHashMap<>();
    private final Map<EvaluationGauge, Gauge> shown = new HashMap<>();

    EvaluationMeters(MeterRegistry registry) {
        this.registry = registry;
        completed = evaluations("completed");
        failed = evaluations("failed");
    }

    private Counter evaluations(String ending) {
        return Counter.builder("augmenta.evaluations")
                .description("Evaluations by how they ended here")
                .tag("ending", ending)
                .register(registry);
    }

    @Override
    public void completed(Evaluation evaluation) {
        show(EvaluationGauge.of(FinishedEvaluation.of(evaluation)));
        completed.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    /**
     * Shows evaluations of earlier processes, unless this one has completed a later one of the same data set and model.
     *
     * @return how many are shown
     */
    synchronized int restore(Collection<FinishedEvaluation> evaluations) {
        int restored = 0;
        for (FinishedEvaluation evaluation : evaluations) {
            Map<EvaluationGauge, Double> values = EvaluationGauge.of(evaluation);
            EvaluationGauge any = values.keySet().iterator().next();
            if (shown.keySet().stream().noneMatch(any::isOfSameSubject)) {
                show(values);
                restored++;
            }
        }
        return restored;
    }

    private synchronized void show(Map<EvaluationGauge, Double> values) {
        latest.putAll(values);
        values.keySet().forEach(gauge -> shown.computeIfAbsent(gauge, this::register));
        EvaluationGauge any = values.keySet().iterator().next();
        shown.entrySet().removeIf(entry -> {
            boolean outdated = entry.getKey().isOfSameSubject(any) && !values.containsKey(entry.getKey());
            if (outdated) {
                registry.remove(entry.getValue());
                latest.remove(entry.getKey());
            }
            return outdated;
        });
    }

    private Gauge register(EvaluationGauge gauge) {
        return Gauge.builder(gauge.name(), latest, values -> values.getOrDefault(gauge, Double.NaN))
                .description(gauge.description())
                .tags(gauge.tags())
                .register(registry);
    }
}
