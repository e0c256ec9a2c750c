package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log in memory. */
final class RememberedLog implements EvaluationLog {
    final List<EvaluationEvent> events = new ArrayList<>();
    final List<ReleaseDecided> decisions = new ArrayList<>();
    Consumer<EvaluationProgressed> onProgress = progress -> {};
    Consumer<EvaluationCompleted> beforeCompletion = completed -> {};

    <E extends EvaluationEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void progressed(EvaluationProgressed progress) {
        events.add(progress);
        onProgress.accept(progress);
    }

    @Override
    public void completed(List<MetricMeasured> metrics, ReleaseDecided release, EvaluationCompleted completed) {
        beforeCompletion.accept(completed);
        events.addAll(metrics);
        decisions.add(release);
        events.add(completed);
    }

    @Override
    public void failed(EvaluationFailed failed) {
        events.add(failed);
    }
}
