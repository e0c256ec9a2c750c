package io.augmenta.evaluator.meters;

import io.augmenta.contracts.GateFinding;
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

    /** Gauges of figures about images by the name of the event. */
    private static final Map<String, Named> FIGURES = Map.ofEntries(
            Map.entry(
                    "frechet_distance", new Named("frechet.distance", "Fréchet distance of generated to real images")),
            Map.entry(
                    "frechet_distance_floor",
                    new Named("frechet.floor.distance", "Fréchet distance between real images")),
            Map.entry("kernel_distance", new Named("kernel.distance", "Kernel distance of generated to real images")),
            Map.entry(
                    "kernel_distance_floor", new Named("kernel.floor.distance", "Kernel distance between real images")),
            Map.entry(
                    "coverage",
                    new Named("coverage.ratio", "Share of real images with a generated one in their neighbourhood")),
            Map.entry(
                    "coverage_floor",
                    new Named(
                            "coverage.floor.ratio",
                            "Share of real images with another real one in their neighbourhood")),
            Map.entry("density", new Named("density.ratio", "How densely generated images lie around real ones")),
            Map.entry("copy_rate_pixels", copies("pixels")),
            Map.entry("copy_rate_fingerprints", copies("fingerprints")),
            Map.entry("copy_rate_features", copies("features")),
            Map.entry(
                    "withheld_share",
                    new Named(
                            "withheld.ratio",
                            "Share of the images made for the latest evaluation that the generator withheld as copies")),
            Map.entry(
                    "membership_inference_area",
                    new Named(
                            "membership.inference.area.ratio",
                            "Area under the ROC curve of a membership inference attack")));

    private static Named copies(String space) {
        return new Named(
                "copy.rate." + space + ".ratio",
                "Share of generated images that are copies of training images, by " + space);
    }

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
        evaluation.findings().forEach(values::addFinding);
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

        void addFinding(GateFinding finding) {
            Tags rule = Tags.of("rule", finding.rule());
            add(
                    new Named("gate.met", "1 where a rule of the release policy is met, 0 where not"),
                    rule,
                    finding.met() ? 1 : 0);
            add(
                    new Named("gate.limit", "What a rule of the release policy holds its figure against"),
                    rule,
                    finding.limit());
        }

        void addMetric(MetricMeasured metric) {
            String name = metric.name();
            Named ofClassifiers = OF_CLASSIFIERS.get(name);
            Named ofImages = FIGURES.get(name);
            Matcher intensity = INTENSITY_STATISTIC.matcher(name);
            if (ofClassifiers != null) {
                add(ofClassifiers, classifier(metric), metric.value());
            } else if (name.startsWith(GAIN_PREFIX)) {
                addGain(metric, Tags.of("over", name.substring(GAIN_PREFIX.length())));
            } else if (intensity.matches()) {
                add(INTENSITIES, Tags.of("sample", intensity.group(1)), metric.value());
            } else if (ofImages != null) {
                add(ofImages, Tags.empty(), metric.value());
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
