package io.augmenta.evaluator;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.study.Study;
import io.augmenta.evaluator.study.StudyImagesCollector;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.zoo.training.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Evaluations to write reports of. */
public final class SampleEvaluations {
    private SampleEvaluations() {}

    /** A study of phantoms with the nearest-mean classifier. */
    public static Evaluation ofPhantoms(int perClass, int sizePixels) {
        SampleStudy sample = new SampleStudy(perClass, sizePixels);
        DatasetVersion version = sample.version(List.of(SampleStudy.someRange()));
        EvaluationRequested request = sample.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()));
        StudyImagesCollector collector = new StudyImagesCollector(version, request);
        sample.realBatches().forEach(collector::add);
        sample.generatedBatches().forEach(collector::add);
        StudyResult study = Study.run(
                new NearestMeanTraining(),
                collector.finish(),
                new ClassifierOrder("nearest-mean", Map.of(), 7),
                (stage, fraction, message) -> {},
                StopSignal.never());
        return new Evaluation(
                request,
                version,
                sample.checkpoint(),
                study,
                Instant.parse("2026-11-22T10:10:00Z"),
                Duration.ofMillis(93_400));
    }
}
