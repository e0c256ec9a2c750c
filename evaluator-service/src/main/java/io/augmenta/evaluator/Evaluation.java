package io.augmenta.evaluator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.evaluator.study.StudyResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A finished evaluation, before it is told to anyone.
 *
 * @param request what was asked for
 * @param version the data set version that it was about
 * @param checkpoint what made the generated images
 * @param study what came out
 * @param metrics the study's figures, as they are told
 * @param release what the release policy makes of them
 * @param evaluatedAt when it was done
 * @param took how long it took
 */
public record Evaluation(
        EvaluationRequested request,
        DatasetVersion version,
        CheckpointPublished checkpoint,
        StudyResult study,
        List<MetricMeasured> metrics,
        ReleaseDecided release,
        Instant evaluatedAt,
        Duration took) {

    /** Copies the metrics. */
    public Evaluation {
        metrics = List.copyOf(metrics);
    }
}
