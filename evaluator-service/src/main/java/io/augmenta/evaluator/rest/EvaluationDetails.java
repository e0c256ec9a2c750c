package io.augmenta.evaluator.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.EvaluationStatus;
import io.augmenta.evaluator.EvaluationStatus.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as it is shown.
 *
 * @param evaluationId the evaluation
 * @param status requested, running, completed or failed
 * @param stage what it is or was doing last
 * @param fraction how much of the whole is done, from 0 to 1
 * @param message the last progress, or why it failed
 * @param metrics all figures, once it is completed
 * @param report the files of the report by name, once it is completed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationDetails(
        String evaluationId,
        String status,
        @Nullable String stage,
        double fraction,
        @Nullable String message,
        List<Metric> metrics,
        Map<String, ReportFile> report) {

    /**
     * A figure.
     *
     * @param name name of the metric
     * @param value its value; of several seeds the mean
     * @param lower lower end of its 95 % interval, where it has one
     * @param upper upper end of that interval
     * @param seeds how many seeds it is the mean of
     * @param dataType baseline, generated, mixed, repeated or classic, for a classifier's figure
     * @param amount share of the generated images that was added, for a point of a sweep
     * @param split train or test, for a classifier's figure
     * @param label the class, where it is of one class
     * @param extractor what made the features that it compares, where it compares any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(
            String name,
            double value,
            @Nullable Double lower,
            @Nullable Double upper,
            int seeds,
            @Nullable String dataType,
            @Nullable Double amount,
            @Nullable String split,
            @Nullable String label,
            @Nullable String extractor) {
        static Metric of(MetricMeasured metric) {
            Split split = metric.split();
            return new Metric(
                    metric.name(),
                    metric.value(),
                    metric.lower(),
                    metric.upper(),
                    metric.seeds(),
                    metric.dataType(),
                    metric.amount(),
                    split == null ? null : split.name().toLowerCase(Locale.ROOT),
                    metric.label(),
                    metric.extractor());
        }
    }

    /**
     * A file of the report.
     *
     * @param href where to get it
     * @param uri its name in the artifact store
     * @param sha256 its digest
     * @param sizeBytes its size
     */
    public record ReportFile(String href, String uri, String sha256, long sizeBytes) {}

    static EvaluationDetails of(EvaluationStatus status) {
        boolean completed = status.state() == State.COMPLETED;
        Map<String, ReportFile> report = new TreeMap<>();
        status.report()
                .forEach((name, artifact) -> report.put(
                        name,
                        new ReportFile(
                                "/v1/evaluations/" + status.evaluationId() + "/report/" + name,
                                artifact.uri().toString(),
                                artifact.sha256(),
                                artifact.sizeBytes())));
        return new EvaluationDetails(
                status.evaluationId(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.stage(),
                status.fraction(),
                status.message(),
                completed ? status.metrics().stream().map(Metric::of).toList() : List.of(),
                report);
    }
}
