package io.augmenta.evaluator.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.report.ReportPage.Fact;
import io.augmenta.evaluator.report.ScoreParts.CalibrationPart;
import io.augmenta.evaluator.report.ScoreParts.ClassRow;
import io.augmenta.evaluator.report.ScoreParts.ConfusionPart;
import io.augmenta.evaluator.report.ScoreParts.GainPart;
import io.augmenta.evaluator.report.ScoreParts.PairedPart;
import io.augmenta.evaluator.report.ScoreParts.SeedRow;
import io.augmenta.evaluator.report.ScoreParts.TableRow;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TrainingFacts;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageStatistic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code report.json} says; its names are part of the product's interface. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReportDocument(
        EvaluationPart evaluation,
        DatasetPart dataset,
        TrainingPart training,
        CheckpointPart checkpoint,
        List<TableRow> table,
        List<ClassRow> perClass,
        List<ConfusionPart> confusion,
        List<PairedPart> againstBaseline,
        List<GainPart> gains,
        List<TableRow> sweep,
        List<CalibrationPart> calibration,
        List<SeedRow> bySeed,
        IntensityPart kolmogorovSmirnov,
        IntensityPart kolmogorovSmirnovRealTrainAgainstRealTest,
        ClosenessPart closeness,
        ReleasePart release,
        Reading reading,
        List<Fact> modelCard,
        List<Fact> limits) {

    static ReportDocument of(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        return new ReportDocument(
                EvaluationPart.of(evaluation),
                DatasetPart.of(evaluation.version(), study),
                TrainingPart.of(evaluation.checkpoint()),
                new CheckpointPart(
                        evaluation.checkpoint().checkpointId(),
                        evaluation.checkpoint().generator().sha256()),
                study.table().stream().map(score -> TableRow.of(study, score)).toList(),
                study.table().stream().flatMap(ClassRow::of).toList(),
                study.table().stream().map(ConfusionPart::of).toList(),
                study.plan().dataTypes().stream()
                        .filter(dataType -> dataType != DataType.BASELINE)
                        .flatMap(dataType -> PairedPart.of(study, dataType))
                        .toList(),
                study.plan().arms().stream()
                        .filter(arm -> arm.dataType() == DataType.MIXED)
                        .flatMap(arm -> GainPart.of(study, arm))
                        .toList(),
                study.sweep().stream()
                        .flatMap(arm -> Stream.of(Split.TRAIN, Split.TEST)
                                .map(split -> TableRow.of(study, study.score(arm, split))))
                        .toList(),
                study.table().stream().map(CalibrationPart::of).toList(),
                study.scores().stream().flatMap(SeedRow::of).toList(),
                IntensityPart.of("real train images", "generated images", study.realAndGenerated()),
                IntensityPart.of("real train images", "real test images", study.trainAndTest()),
                ClosenessPart.of(study),
                ReleasePart.of(evaluation.release()),
                Reading.of(evaluation.version(), study),
                ModelCardViews.facts(evaluation),
                MethodViews.limits(evaluation));
    }

    /** What the release policy decided; a person may override it later, which the event log tells. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ReleasePart(String decision, String decidedBy, List<GateFinding> findings, List<String> waived) {
        static ReleasePart of(ReleaseDecided release) {
            return new ReleasePart(
                    lower(release.decision()), release.decidedBy(), release.findings(), release.waived());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record EvaluationPart(
            String id,
            String evaluatedAt,
            double seconds,
            long seed,
            List<Long> seeds,
            List<String> controls,
            List<Double> amounts,
            boolean seedsMatter,
            String classifier,
            Map<String, ClassifierPart> classifiers,
            String generationRequestId,
            Map<String, Long> generatedImages,
            List<OffsetRange> generatedRanges) {

        static EvaluationPart of(Evaluation evaluation) {
            StudyResult study = evaluation.study();
            Map<String, ClassifierPart> classifiers = new LinkedHashMap<>();
            study.plan().arms().forEach(arm -> classifiers.put(arm.label(), ClassifierPart.of(study.training(arm))));
            return new EvaluationPart(
                    evaluation.request().evaluationId(),
                    evaluation.evaluatedAt().toString(),
                    inSeconds(evaluation.took()),
                    evaluation.request().settings().seed(),
                    study.plan().orders().stream().map(ClassifierOrder::seed).toList(),
                    study.plan().dataTypes().stream()
                            .filter(DataType::isControl)
                            .map(DataType::label)
                            .toList(),
                    study.plan().amounts(),
                    study.seedsMatter(),
                    evaluation.request().settings().classifier(),
                    classifiers,
                    evaluation.request().generationRequestId(),
                    generatedCounts(study),
                    evaluation.request().syntheticRanges());
        }

        private static Map<String, Long> generatedCounts(StudyResult study) {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int label = 0; label < study.images().classes().size(); label++) {
                int wanted = label;
                counts.put(
                        study.images().classes().get(label),
                        study.images().generated().stream()
                                .filter(image -> image.label() == wanted)
                                .count());
            }
            return counts;
        }
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** How the classifiers of an arm were trained; seconds are those of all seeds together. */
    record ClassifierPart(
            String description, Map<String, String> settings, long images, int epochs, double seconds, int trainings) {
        static ClassifierPart of(List<TrainingFacts> trainings) {
            TrainingFacts first = trainings.get(0);
            Duration took = trainings.stream().map(TrainingFacts::took).reduce(Duration.ZERO, Duration::plus);
            return new ClassifierPart(
                    first.description(),
                    first.settings(),
                    first.images(),
                    first.epochs(),
                    inSeconds(took),
                    trainings.size());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record DatasetPart(
            String name,
            String version,
            List<String> classes,
            long images,
            long duplicates,
            long rejected,
            long conflicts,
            String splitRule,
            long seed,
            Map<String, Map<String, Long>> splits,
            long leakGroups,
            long straddlingGroups,
            long testImagesWithNearTwinInTrain,
            int channels,
            int height,
            int width,
            String sealedAt,
            String follows,
            long withheld,
            List<OffsetRange> ranges) {

        static DatasetPart of(DatasetVersion version, StudyResult study) {
            return new DatasetPart(
                    version.name(),
                    version.version(),
                    version.classes(),
                    version.images(),
                    version.duplicates(),
                    version.rejected(),
                    version.conflicts(),
                    lower(version.splitRule()),
                    version.seed(),
                    splits(version),
                    version.leakGroups(),
                    version.straddlingGroups(),
                    study.images().testImagesWithNearTwinInTrain().size(),
                    version.channels(),
                    version.height(),
                    version.width(),
                    version.sealedAt().toString(),
                    version.follows(),
                    version.withheld(),
                    version.ranges());
        }

        private static Map<String, Map<String, Long>> splits(DatasetVersion version) {
            Map<String, Map<String, Long>> splits = new LinkedHashMap<>();
            for (Split split : Split.values()) {
                Map<String, Long> perClass = new LinkedHashMap<>();
                version.classes().forEach(label -> perClass.put(label, 0L));
                for (SplitCount count : version.counts()) {
                    if (count.split() == split) {
                        perClass.merge(count.label(), count.count(), Long::sum);
                    }
                }
                splits.put(lower(split), perClass);
            }
            return splits;
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TrainingPart(
            String runId,
            String recipe,
            Map<String, String> parameters,
            int epochs,
            long seed,
            String device,
            double seconds,
            List<EpochPart> losses) {

        static TrainingPart of(CheckpointPublished checkpoint) {
            return new TrainingPart(
                    checkpoint.runId(),
                    checkpoint.recipe(),
                    checkpoint.parameters(),
                    checkpoint.epoch(),
                    checkpoint.seed(),
                    checkpoint.device(),
                    checkpoint.trainingSeconds(),
                    checkpoint.history().stream()
                            .map(epoch -> new EpochPart(epoch.epoch(), epoch.losses(), epoch.seconds()))
                            .toList());
        }
    }

    record EpochPart(int epoch, Map<String, Double> losses, double seconds) {}

    record CheckpointPart(String id, String sha256) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record IntensityPart(String first, String second, TestsPart overall, Map<String, TestsPart> perClass) {
        static IntensityPart of(String first, String second, IntensityComparison comparison) {
            Map<String, TestsPart> perClass = new LinkedHashMap<>();
            comparison.perClass().forEach((label, test) -> perClass.put(label, TestsPart.of(test)));
            return new IntensityPart(first, second, TestsPart.of(comparison.overall()), perClass);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TestsPart(
            TestPart pixels,
            TestPart imageMeans,
            TestPart imageDeviations,
            TestPart imageEntropies,
            TestPart imageRoughnesses) {
        static TestsPart of(IntensityTest test) {
            return new TestsPart(
                    TestPart.of(test.pixels()),
                    TestPart.of(test.of(ImageStatistic.MEAN)),
                    TestPart.of(test.of(ImageStatistic.DEVIATION)),
                    TestPart.of(test.of(ImageStatistic.ENTROPY)),
                    TestPart.of(test.of(ImageStatistic.ROUGHNESS)));
        }
    }

    /** Counts are pixels or images. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TestPart(double statistic, double pValue, long firstCount, long secondCount, String method) {
        static TestPart of(KolmogorovSmirnov test) {
            return new TestPart(
                    test.statistic(), test.pValue(), test.firstSize(), test.secondSize(), lower(test.method()));
        }
    }
}
