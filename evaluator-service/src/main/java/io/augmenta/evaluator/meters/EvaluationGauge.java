package io.augmenta.evaluator.meters;

import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.repetition.RepeatedFigure;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gauge of an evaluation. Its labels are few and bounded: no ids, and no points of a sweep.
 *
 * @param name name of the gauge
 * @param description what it shows
 * @param dataSet name of the data set
 * @param model family of the model that made the generated images
 * @param further further labels
 */
record EvaluationGauge(String name, String description, String dataSet, String model, Tags further) {

    private static final Map<String, String> FIGURES = Map.ofEntries(
            Map.entry("frechet_distance", "Fréchet distance of generated to real images"),
            Map.entry("frechet_distance_floor", "Fréchet distance between real images"),
            Map.entry("kernel_distance", "Kernel distance of generated to real images"),
            Map.entry("kernel_distance_floor", "Kernel distance between real images"),
            Map.entry("coverage", "Share of real images with a generated one in their neighbourhood"),
            Map.entry("coverage_floor", "Share of real images with another real one in their neighbourhood"),
            Map.entry("density", "How densely generated images lie around real ones"),
            Map.entry("copy_rate_pixels", "Share of generated images that are copies of training images, by pixels"),
            Map.entry(
                    "copy_rate_features", "Share of generated images that are copies of training images, by features"),
            Map.entry("membership_inference_area", "Area under the ROC curve of a membership inference attack"));

    /** All gauges of an evaluation with their values; of several seeds the mean. */
    static Map<EvaluationGauge, Double> of(Evaluation evaluation) {
        Values values = new Values(
                evaluation.request().dataset(), evaluation.checkpoint().recipe(), new LinkedHashMap<>());
        StudyResult study = evaluation.study();
        study.table().forEach(values::addScore);
        study.comparisons().forEach(over -> values.addGain(study, over));
        values.addIntensities(study);
        values.addFigures(evaluation.metrics());
        values.add(
                "released",
                "1 where the latest evaluation released its checkpoint, 0 where it refused it",
                Tags.empty(),
                evaluation.release().decision() == ReleaseDecision.RELEASED ? 1 : 0);
        values.add(
                "seconds",
                "Time the latest evaluation took",
                Tags.empty(),
                evaluation.took().toMillis() / 1000.0);
        values.add(
                "timestamp.seconds",
                "When the latest evaluation was completed, in seconds since 1970",
                Tags.empty(),
                (double) evaluation.evaluatedAt().getEpochSecond());
        return values.all();
    }

    /** All labels. */
    Tags tags() {
        return Tags.of("data_set", dataSet, "model", model).and(further);
    }

    /** Whether both are about the same data set and model. */
    boolean isOfSameSubject(EvaluationGauge other) {
        return dataSet.equals(other.dataSet) && model.equals(other.model);
    }

    private record Values(String dataSet, String model, Map<EvaluationGauge, Double> all) {

        void add(String name, String description, Tags further, double value) {
            all.put(new EvaluationGauge("augmenta.evaluation." + name, description, dataSet, model, further), value);
        }

        void addScore(RepeatedScore score) {
            Tags tags = Tags.of(
                    "data_type",
                    score.arm().dataType().label(),
                    "split",
                    score.split().name().toLowerCase(Locale.ROOT));
            add(
                    "accuracy.ratio",
                    "Share of images given the right class",
                    tags,
                    mean(score, TableFigure.ACCURACY_SCORE));
            add(
                    "recall.macro.ratio",
                    "Recall, averaged over classes",
                    tags,
                    mean(score, TableFigure.RECALL_SCORE_MACRO));
            add(
                    "precision.macro.ratio",
                    "Precision, averaged over classes",
                    tags,
                    mean(score, TableFigure.PRECISION_SCORE_MACRO));
            add("f1.macro.ratio", "F1, averaged over classes", tags, mean(score, TableFigure.F1_SCORE_MACRO));
            add(
                    "calibration.error.ratio",
                    "Expected calibration error",
                    tags,
                    score.calibrationError().mean());
        }

        private static double mean(RepeatedScore score, TableFigure figure) {
            return score.figure(figure).mean();
        }

        void addGain(StudyResult study, DataType over) {
            RepeatedFigure gain = study.gain(Arm.of(DataType.MIXED), over, TableFigure.ACCURACY_SCORE)
                    .difference();
            String name = "accuracy.gain.ratio";
            String description =
                    "Test accuracy of mixed less that of another data type, and the ends of its 95 % interval";
            Tags tags = Tags.of("over", over.label());
            add(name, description, tags.and("bound", "mean"), gain.mean());
            gain.interval().ifPresent(interval -> {
                add(name, description, tags.and("bound", "lower"), interval.low());
                add(name, description, tags.and("bound", "upper"), interval.high());
            });
        }

        /** Fidelity and privacy of all classes together, under the names of their events. */
        void addFigures(List<MetricMeasured> metrics) {
            metrics.stream()
                    .filter(metric -> metric.label() == null && FIGURES.containsKey(metric.name()))
                    .forEach(metric -> add(
                            metric.name().replace('_', '.'),
                            FIGURES.getOrDefault(metric.name(), ""),
                            Tags.empty(),
                            metric.value()));
        }

        void addIntensities(StudyResult study) {
            String name = "kolmogorov.smirnov.ratio";
            String description = "Kolmogorov-Smirnov statistic of real train against generated images";
            add(
                    name,
                    description,
                    Tags.of("sample", "pixels"),
                    study.realAndGenerated().overall().pixels().statistic());
            add(
                    name,
                    description,
                    Tags.of("sample", "image_means"),
                    study.realAndGenerated().overall().imageMeans().statistic());
        }
    }
}
