package io.augmenta.evaluator.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.Calibration;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.repetition.PairedDifference;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classifiers' figures as {@code report.json} says them; of several seeds the mean, with its 95 % interval. */
final class ScoreParts {
    private ScoreParts() {}

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A mean over seeds; without an interval where there is one seed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FigurePart(
            double mean, @Nullable Double lower, @Nullable Double upper, List<Double> bySeed) {
        static FigurePart of(RepeatedFigure figure) {
            return new FigurePart(
                    figure.mean(),
                    figure.interval().map(interval -> interval.low()).orElse(null),
                    figure.interval().map(interval -> interval.high()).orElse(null),
                    figure.values());
        }
    }

    /** A row of the study's table or of the sweep: means, and beside them each figure's interval and values. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TableRow(
            String dataType,
            @Nullable Double amount,
            String split,
            double accuracyScore,
            double recallScoreMicro,
            double recallScoreMacro,
            double precisionScoreMicro,
            double precisionScoreMacro,
            double f1ScoreMicro,
            double f1ScoreMacro,
            int images,
            int seeds,
            Map<String, FigurePart> figures) {

        static TableRow of(StudyResult study, RepeatedScore score) {
            Arm arm = score.arm();
            Map<String, FigurePart> figures = new LinkedHashMap<>();
            for (TableFigure figure : TableFigure.values()) {
                figures.put(figure.label(), FigurePart.of(score.figure(figure)));
            }
            figures.put("expected_calibration_error", FigurePart.of(score.calibrationError()));
            score.macroArea().ifPresent(area -> figures.put("roc_auc_score_macro", FigurePart.of(area)));
            if (score.split() == Split.TEST) {
                figures.put("train_test_gap", FigurePart.of(study.trainTestGap(arm)));
            }
            return new TableRow(
                    arm.dataType().label(),
                    arm.amount(),
                    lower(score.split()),
                    mean(score, TableFigure.ACCURACY_SCORE),
                    mean(score, TableFigure.RECALL_SCORE_MICRO),
                    mean(score, TableFigure.RECALL_SCORE_MACRO),
                    mean(score, TableFigure.PRECISION_SCORE_MICRO),
                    mean(score, TableFigure.PRECISION_SCORE_MACRO),
                    mean(score, TableFigure.F1_SCORE_MICRO),
                    mean(score, TableFigure.F1_SCORE_MACRO),
                    score.images(),
                    score.seeds(),
                    figures);
        }

        private static double mean(RepeatedScore score, TableFigure figure) {
            return score.figure(figure).mean();
        }
    }

    /** A class; support and predicted are counts of one seed and of all seeds together. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ClassRow(
            String dataType,
            String split,
            String label,
            double recallScore,
            double precisionScore,
            double f1Score,
            long support,
            long predicted,
            Map<String, FigurePart> figures) {

        static Stream<ClassRow> of(RepeatedScore score) {
            int classes = score.bySeed().get(0).figures().perClass().size();
            return IntStream.range(0, classes).mapToObj(label -> of(score, label));
        }

        private static ClassRow of(RepeatedScore score, int label) {
            RepeatedFigure recall = score.ofClass(label, ClassFigures::recall);
            RepeatedFigure precision = score.ofClass(label, ClassFigures::precision);
            RepeatedFigure f1 = score.ofClass(label, ClassFigures::f1);
            Map<String, FigurePart> figures = new LinkedHashMap<>();
            figures.put("recall_score", FigurePart.of(recall));
            figures.put("precision_score", FigurePart.of(precision));
            figures.put("f1_score", FigurePart.of(f1));
            score.area(label).ifPresent(area -> figures.put("roc_auc_score", FigurePart.of(area)));
            ClassFigures first = score.bySeed().get(0).figures().perClass().get(label);
            return new ClassRow(
                    score.arm().dataType().label(),
                    lower(score.split()),
                    first.label(),
                    recall.mean(),
                    precision.mean(),
                    f1.mean(),
                    first.support(),
                    score.confusion().predicted(label),
                    figures);
        }
    }

    /** Rows of counts are actual classes, columns predicted ones; each image counts once for each seed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ConfusionPart(String dataType, String split, int seeds, List<List<Long>> counts) {
        static ConfusionPart of(RepeatedScore score) {
            return new ConfusionPart(
                    score.arm().dataType().label(),
                    lower(score.split()),
                    score.seeds(),
                    score.confusion().counts());
        }
    }

    /** McNemar's test of two classifiers of the same seed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PairedPart(String dataType, long seed, long onlyBaselineRight, long onlyThisRight, double pValue) {
        static Stream<PairedPart> of(StudyResult study, DataType dataType) {
            List<PairedComparison> comparisons = study.againstBaseline(dataType);
            return IntStream.range(0, comparisons.size())
                    .mapToObj(i -> new PairedPart(
                            dataType.label(),
                            study.plan().orders().get(i).seed(),
                            comparisons.get(i).onlyFirst(),
                            comparisons.get(i).onlySecond(),
                            comparisons.get(i).pValue()));
        }
    }

    /** By how much mixed, or a point of the sweep, exceeds another data type on the test images. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GainPart(
            String dataType,
            @Nullable Double amount,
            String over,
            String figure,
            FigurePart difference,
            String verdict,
            String words) {
        static Stream<GainPart> of(StudyResult study, Arm arm) {
            return study.comparisons().stream()
                    .flatMap(over -> Stream.of(TableFigure.ACCURACY_SCORE, TableFigure.F1_SCORE_MACRO)
                            .map(figure -> of(study, arm, over, figure)));
        }

        private static GainPart of(StudyResult study, Arm arm, DataType over, TableFigure figure) {
            PairedDifference gain = study.gain(arm, over, figure);
            return new GainPart(
                    arm.dataType().label(),
                    arm.amount(),
                    over.label(),
                    figure.label(),
                    FigurePart.of(gain.difference()),
                    lower(gain.verdict()),
                    gain.words());
        }
    }

    /** Predictions of all seeds in bins of like confidence. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CalibrationPart(String dataType, String split, FigurePart expectedCalibrationError, List<BinPart> bins) {
        static CalibrationPart of(RepeatedScore score) {
            return new CalibrationPart(
                    score.arm().dataType().label(),
                    lower(score.split()),
                    FigurePart.of(score.calibrationError()),
                    score.calibration().bins().stream().map(BinPart::of).toList());
        }
    }

    /** A bin, from the least confident on. */
    record BinPart(long count, double accuracy, double confidence) {
        static BinPart of(Calibration.Bin bin) {
            return new BinPart(bin.count(), bin.accuracy(), bin.confidence());
        }
    }

    /** The figures of one training. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeedRow(String dataType, @Nullable Double amount, long seed, String split, Map<String, Double> figures) {
        static Stream<SeedRow> of(RepeatedScore score) {
            return score.bySeed().stream().map(SeedRow::of);
        }

        private static SeedRow of(Scored scored) {
            ClassificationFigures computed = scored.figures();
            Map<String, Double> figures = new LinkedHashMap<>();
            for (TableFigure figure : TableFigure.values()) {
                figures.put(figure.label(), figure.of(computed));
            }
            figures.put("expected_calibration_error", scored.calibration().expectedError());
            return new SeedRow(
                    scored.arm().dataType().label(),
                    scored.arm().amount(),
                    scored.seed(),
                    lower(scored.split()),
                    figures);
        }
    }
}
