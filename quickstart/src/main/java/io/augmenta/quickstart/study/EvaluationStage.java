package io.augmenta.quickstart.study;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Topics;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Has the synthetic images scored against the real ones. */
final class EvaluationStage {

    private final Conversation services;
    private final ProgressDisplay progress;

    EvaluationStage(Conversation services, ProgressDisplay progress) {
        this.services = services;
        this.progress = progress;
    }

    EvaluationCompleted evaluate(
            EvaluationPlan plan, DatasetVersion dataset, GenerationCompleted generation, long seed, String evaluationId)
            throws StudyFailedException, InterruptedException {
        progress.begin("evaluate");
        services.say(
                Topics.EVALUATION_REQUESTS,
                EvaluationRequested.of(
                        evaluationId, dataset.name(), dataset.version(), generation, plan.settings(seed)));
        Set<MetricMeasured> metrics = new HashSet<>();
        EvaluationCompleted completed = services.await("evaluation", event -> read(event, evaluationId, metrics));
        progress.finish(metrics.size() + " metrics and a report of "
                + completed.report().size() + " files");
        return completed;
    }

    private Optional<EvaluationCompleted> read(Event event, String evaluationId, Set<MetricMeasured> metrics)
            throws StudyFailedException {
        if (event instanceof EvaluationFailed failed && failed.evaluationId().equals(evaluationId)) {
            throw new StudyFailedException("evaluation failed: " + failed.reason());
        }
        if (event instanceof MetricMeasured metric && metric.evaluationId().equals(evaluationId)) {
            metrics.add(metric);
        }
        if (event instanceof EvaluationProgressed step && step.evaluationId().equals(evaluationId)) {
            progress.show(new Standing(step.fraction(), step.message(), null));
        }
        return event instanceof EvaluationCompleted completed
                        && completed.evaluationId().equals(evaluationId)
                ? Optional.of(completed)
                : Optional.empty();
    }
}
