package io.augmenta.evaluator.meters;

import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
                    "copy_rate_fingerprints",
                    "Share of generated images that are copies of training images, by fingerprints"),
            Map.entry(
                    "copy_rate_features", "Share of generated images that are copies of training images, by features"),
            Map.entry("membership_inference_area", "Area under the ROC curve of a membership inference attack"));

    /** Gauges of classifiers' figures by the name of the event: mean figures of a data type on a split. */
    private static final Map<String, Named> OF_CLASSIFIERS = Map.of(
            "accuracy_score", new Named("accuracy.ratio", "Share of images given the right class"),
            "recall_score_macro", new Named("recall.macro.ratio", "Recall, averaged over classes"),
            "precision_score_macro", new Named("precision.macro.ratio", "Precision, averaged over classes"),
            "f1_score_macro", new Named("f1.macro.ratio", "F1, averaged over classes"),
            "expected_calibration_error", new Named("calibration.error.ratio", "Expected calibration error"));

    private static final Named GAIN = new Named(
            "accuracy.gain.ratio",
            "Test accuracy of mixed less that of another data type, and the ends of its 95 % interval");
    private static final Named INTENSITIES = new Named(
            "kolmogorov.smirnov.ratio", "Kolmogorov-Smirnov statistic of real train against generated images");
    private static final String GAIN_PREFIX = "accuracy_score_gain_over_";
    private static final Pattern INTENSITY_STATISTIC = Pattern.compile("ks_(.*)_statistic");

    private record Named(String name, String description) {}

    /** All gauges of an evaluation with their values; of several seeds the mean. */
    static Map<EvaluationGauge, Double> of(FinishedEvaluation evaluation) {
        Values values = new Values(evaluation.dataset(), evaluation.model(), new LinkedHashMap<>());
        evaluation.metrics().stream()
                .filter(metric -> metric.label() == null && metric.amount() == null)
                .forEach(values::addMetric);
        values.add(
                new Named("released", "1 where the latest evaluation released its checkpoint, 0 where it refused it"),
                Tags.empty(),
                evaluation.released() ? 1 : 0);
        evaluation
                .took()
                .ifPresent(took -> values.add(
                        new Named("seconds", "Time the latest evaluation took"),
                        Tags.empty(),
                        took.toMillis() / 1000.0));
        values.add(
                new Named("timestamp.seconds", "When the latest evaluation was completed, in seconds since 1970"),
                Tags.empty(),
                (double) evaluation.completedAt().getEpochSecond());
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

        void add(Named gauge, Tags further, double value) {
            all.put(
                    new EvaluationGauge(
                            "augmenta.evaluation." + gauge.name(), gauge.description(), dataSet, model, further),
                    value);
        }

        void addMetric(MetricMeasured metric) {
            String name = metric.name();
            Named ofClassifiers = OF_CLASSIFIERS.get(name);
            String ofImages = FIGURES.get(name);
            Matcher intensity = INTENSITY_STATISTIC.matcher(name);
            if (ofClassifiers != null) {
                add(ofClassifiers, classifier(metric), metric.value());
            } else if (name.startsWith(GAIN_PREFIX)) {
                addGain(metric, Tags.of("over", name.substring(GAIN_PREFIX.length())));
            } else if (intensity.matches()) {
                add(INTENSITIES, Tags.of("sample", intensity.group(1)), metric.value());
            } else if (ofImages != null) {
                add(new Named(name.replace('_', '.'), ofImages), Tags.empty(), metric.value());
            }
        }

        private static Tags classifier(MetricMeasured metric) {
            Split split = metric.split();
            return Tags.of(
                    "data_type",
                    String.valueOf(metric.dataType()),
                    "split",
                    split == null ? "" : split.name().toLowerCase(Locale.ROOT));
        }

        private void addGain(MetricMeasured metric, Tags over) {
            add(GAIN, over.and("bound", "mean"), metric.value());
            Double lower = metric.lower();
            Double upper = metric.upper();
            if (lower != null && upper != null) {
                add(GAIN, over.and("bound", "lower"), lower);
                add(GAIN, over.and("bound", "upper"), upper);
            }
        }
    }
}
