package io.augmenta.evaluator.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.IntensityComparison;
import io.augmenta.evaluator.study.IntensityTest;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TrainingFacts;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
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
        IntensityPart kolmogorovSmirnov,
        IntensityPart kolmogorovSmirnovRealTrainAgainstRealTest) {

    static ReportDocument of(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        return new ReportDocument(
                EvaluationPart.of(evaluation),
                DatasetPart.of(evaluation.version(), study),
                TrainingPart.of(evaluation.checkpoint()),
                new CheckpointPart(
                        evaluation.checkpoint().checkpointId(),
                        evaluation.checkpoint().generator().sha256()),
                study.scores().stream().map(TableRow::of).toList(),
                study.scores().stream().flatMap(ClassRow::of).toList(),
                study.scores().stream().map(ConfusionPart::of).toList(),
                Stream.of(DataType.GENERATED, DataType.MIXED)
                        .map(dataType -> PairedPart.of(dataType, study.againstBaseline(dataType)))
                        .toList(),
                IntensityPart.of("real train images", "generated images", study.realAndGenerated()),
                IntensityPart.of("real train images", "real test images", study.trainAndTest()));
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
            String classifier,
            Map<String, ClassifierPart> classifiers,
            String generationRequestId,
            Map<String, Long> generatedImages,
            List<OffsetRange> generatedRanges) {

        static EvaluationPart of(Evaluation evaluation) {
            Map<String, ClassifierPart> classifiers = new LinkedHashMap<>();
            for (DataType dataType : DataType.values()) {
                TrainingFacts facts = evaluation.study().training().get(dataType);
                if (facts != null) {
                    classifiers.put(dataType.label(), ClassifierPart.of(facts));
                }
            }
            return new EvaluationPart(
                    evaluation.request().evaluationId(),
                    evaluation.evaluatedAt().toString(),
                    inSeconds(evaluation.took()),
                    evaluation.request().seed(),
                    evaluation.request().classifier(),
                    classifiers,
                    evaluation.request().generationRequestId(),
                    generatedCounts(evaluation.study()),
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

    record ClassifierPart(String description, Map<String, String> settings, long images, int epochs, double seconds) {
        static ClassifierPart of(TrainingFacts facts) {
            return new ClassifierPart(
                    facts.description(), facts.settings(), facts.images(), facts.epochs(), inSeconds(facts.took()));
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
                    study.images().testImagesWithNearTwinInTrain(),
                    version.channels(),
                    version.height(),
                    version.width(),
                    version.sealedAt().toString(),
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
    record TableRow(
            String dataType,
            String split,
            double accuracyScore,
            double recallScoreMicro,
            double recallScoreMacro,
            double precisionScoreMicro,
            double precisionScoreMacro,
            double f1ScoreMicro,
            double f1ScoreMacro,
            int images) {

        static TableRow of(Scored scored) {
            ClassificationFigures figures = scored.figures();
            return new TableRow(
                    scored.dataType().label(),
                    lower(scored.split()),
                    figures.accuracy(),
                    figures.micro().recall(),
                    figures.macro().recall(),
                    figures.micro().precision(),
                    figures.macro().precision(),
                    figures.micro().f1(),
                    figures.macro().f1(),
                    scored.predictions().size());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ClassRow(
            String dataType,
            String split,
            String label,
            double recallScore,
            double precisionScore,
            double f1Score,
            long support,
            long predicted) {

        static Stream<ClassRow> of(Scored scored) {
            return scored.figures().perClass().stream().map(figures -> of(scored, figures));
        }

        private static ClassRow of(Scored scored, ClassFigures figures) {
            return new ClassRow(
                    scored.dataType().label(),
                    lower(scored.split()),
                    figures.label(),
                    figures.recall(),
                    figures.precision(),
                    figures.f1(),
                    figures.support(),
                    figures.predicted());
        }
    }

    /** Rows of counts are actual classes, columns predicted ones. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ConfusionPart(String dataType, String split, List<List<Long>> counts) {
        static ConfusionPart of(Scored scored) {
            return new ConfusionPart(
                    scored.dataType().label(),
                    lower(scored.split()),
                    scored.figures().confusion().counts());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PairedPart(String dataType, long onlyBaselineRight, long onlyThisRight, double pValue) {
        static PairedPart of(DataType dataType, PairedComparison comparison) {
            return new PairedPart(
                    dataType.label(), comparison.onlyFirst(), comparison.onlySecond(), comparison.pValue());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record IntensityPart(String first, String second, TestsPart overall, Map<String, TestsPart> perClass) {
        static IntensityPart of(String first, String second, IntensityComparison comparison) {
            Map<String, TestsPart> perClass = new LinkedHashMap<>();
            comparison.perClass().forEach((label, test) -> perClass.put(label, TestsPart.of(test)));
            return new IntensityPart(first, second, TestsPart.of(comparison.overall()), perClass);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TestsPart(TestPart pixels, TestPart imageMeans) {
        static TestsPart of(IntensityTest test) {
            return new TestsPart(TestPart.of(test.pixels()), TestPart.of(test.imageMeans()));
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
