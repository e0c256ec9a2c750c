package io.augmenta.evaluator;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.evaluator.classifier.ClassifierTraining;
import io.augmenta.evaluator.release.ReleaseGate;
import io.augmenta.evaluator.release.ReleasePolicy;
import io.augmenta.evaluator.study.Instruments;
import io.augmenta.evaluator.study.Study;
import io.augmenta.evaluator.study.StudyImagesCollector;
import io.augmenta.evaluator.study.StudyPlan;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.zoo.training.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Evaluations to write reports of. */
public final class SampleEvaluations {
    private static final Instant AT = Instant.parse("2026-11-22T10:10:00Z");

    private SampleEvaluations() {}

    /** A gate that asks for what the service asks for unless it is told otherwise. */
    static ReleaseGate gate() {
        OptionalDouble none = OptionalDouble.empty();
        return new ReleaseGate(
                new ReleasePolicy(
                        new ReleasePolicy.Utility(OptionalDouble.of(-0.01), none, none),
                        new ReleasePolicy.Fidelity(OptionalDouble.of(0.5), none, none),
                        new ReleasePolicy.Privacy(OptionalDouble.of(0.01), OptionalDouble.of(0.6))),
                Clock.fixed(AT, ZoneOffset.UTC));
    }

    /** A study of phantoms with one seed of the nearest-mean classifier, without controls. */
    public static Evaluation ofPhantoms(int perClass, int sizePixels) {
        return of(new SampleStudy(perClass, sizePixels), new NearestMeanTraining(), 1, List.of(), List.of());
    }

    /** A study of phantoms with several seeds, all controls and a sweep, of a generator that withholds copies. */
    public static Evaluation thorough(int perClass, int sizePixels) {
        return of(
                SampleStudy.guarded(perClass, sizePixels),
                NearestMeanTraining.ofSamples(),
                3,
                List.of("repeated", "classic"),
                List.of(0.5, 0.25, 1.0));
    }

    /** A study of phantoms with several seeds of a classifier that no seed changes. */
    public static Evaluation ofSeedsThatChangeNothing(int perClass, int sizePixels) {
        return of(
                new SampleStudy(perClass, sizePixels), NearestMeanTraining.whateverTheSeed(), 3, List.of(), List.of());
    }

    private static Evaluation of(
            SampleStudy sample, ClassifierTraining training, int seeds, List<String> controls, List<Double> amounts) {
        DatasetVersion version = sample.version(List.of(SampleStudy.someRange()));
        EvaluationRequested request = sample.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()))
                .with(EvaluationSettings.shortest("nearest-mean", Map.of(), 7).repeated(seeds, controls, amounts));
        StudyImagesCollector collector = new StudyImagesCollector(version, request, SampleStudy.NOTHING_STORED);
        sample.realBatches().forEach(collector::add);
        sample.generatedBatches().forEach(collector::add);
        StudyResult study = Study.run(
                new Instruments(training, NearestMeanTraining.EXTRACTORS),
                collector.finish(),
                StudyPlan.of(request.settings()),
                (stage, fraction, message) -> {},
                StopSignal.never());
        List<MetricMeasured> metrics = EvaluationMetrics.of(request, study);
        return new Evaluation(
                request,
                version,
                sample.checkpoint(),
                study,
                metrics,
                gate().decide(request, metrics),
                AT,
                Duration.ofMillis(93_400));
    }
}
