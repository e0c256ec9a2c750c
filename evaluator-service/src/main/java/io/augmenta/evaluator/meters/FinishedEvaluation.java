package io.augmenta.evaluator.meters;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.evaluator.Catalogue;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.EvaluationStatus;
import io.augmenta.evaluator.EvaluationStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What gauges show of an evaluation: all of it but the time it took can be read from the log again.
 *
 * @param dataset name of the data set
 * @param model family of the model that made the generated images
 * @param metrics all figures
 * @param findings what each rule of the policy found
 * @param released whether the policy released the checkpoint
 * @param completedAt when it was done
 * @param took how long it took, where that is known
 */
record FinishedEvaluation(
        String dataset,
        String model,
        List<MetricMeasured> metrics,
        List<GateFinding> findings,
        boolean released,
        Instant completedAt,
        Optional<Duration> took) {

    /** An evaluation of this process. */
    static FinishedEvaluation of(Evaluation evaluation) {
        return new FinishedEvaluation(
                evaluation.request().dataset(),
                evaluation.checkpoint().recipe(),
                evaluation.metrics(),
                evaluation.release().findings(),
                evaluation.release().decision() == ReleaseDecision.RELEASED,
                evaluation.evaluatedAt(),
                Optional.of(evaluation.took()));
    }

    /**
     * The latest completed evaluation of each data set and model, as the log tells.
     *
     * @param decisions all decisions on releases, the earliest first; the policy makes one at the end of each evaluation
     */
    static Collection<FinishedEvaluation> latest(
            List<ReleaseDecided> decisions, EvaluationRegistry registry, Catalogue catalogue) {
        Map<String, CheckpointPublished> checkpoints = catalogue.checkpoints().stream()
                .collect(Collectors.toMap(
                        CheckpointPublished::checkpointId, Function.identity(), (first, second) -> second));
        Map<List<String>, FinishedEvaluation> latest = new LinkedHashMap<>();
        for (ReleaseDecided decision : decisions) {
            CheckpointPublished checkpoint = checkpoints.get(decision.checkpointId());
            Optional<EvaluationStatus> status =
                    registry.find(decision.evaluationId()).filter(found -> found.state() == State.COMPLETED);
            if (checkpoint != null && status.isPresent() && !decision.overridden()) {
                latest.put(
                        List.of(decision.dataset(), checkpoint.recipe()),
                        new FinishedEvaluation(
                                decision.dataset(),
                                checkpoint.recipe(),
                                status.get().metrics(),
                                decision.findings(),
                                decision.decision() == ReleaseDecision.RELEASED,
                                decision.decidedAt(),
                                Optional.empty()));
            }
        }
        return latest.values();
    }
}
