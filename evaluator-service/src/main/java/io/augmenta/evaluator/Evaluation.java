package io.augmenta.evaluator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.evaluator.study.StudyResult;
import java.time.Duration;
import java.time.Instant;

/**
 * A finished evaluation, before it is told to anyone.
 *
 * @param request what was asked for
 * @param version the data set version that it was about
 * @param checkpoint what made the generated images
 * @param study what came out
 * @param evaluatedAt when it was done
 * @param took how long it took
 */
public record Evaluation(
        EvaluationRequested request,
        DatasetVersion version,
        CheckpointPublished checkpoint,
        StudyResult study,
        Instant evaluatedAt,
        Duration took) {}
