package io.augmenta.generator.rest;

import io.augmenta.contracts.MetricMeasured;
import io.augmenta.generator.Scores.Evaluated;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the latest evaluation of a generator measured. */
@Schema(name = "ScoreCard", description = "What the evaluation of a generator that was completed last measured")
public record ScoreCard(
        String evaluation,
        Instant evaluatedAt,
        @Schema(description = "What it was scored on") String dataset,
        String datasetVersion,

        @Schema(description = "All that it measured of all classes together; by class they are in the evaluation")
        List<Figure> figures) {

    /** One figure. */
    @Schema(name = "Figure")
    record Figure(
            @Schema(description = "Such as accuracy_score, frechet_distance or copy_rate_pixels")
            String name,

            @Schema(
                    description = "What the classifier was trained on: baseline, generated, mixed, repeated or classic;"
                            + " null where the figure is not a classifier's")
            @Nullable String dataType,

            @Schema(description = "With several seeds their mean; null where it is no number") @Nullable Double value,

            @Schema(description = "Ends of the 95 % interval; null where it has none") @Nullable Double lower,

            @Nullable Double upper,
            int seeds,

            @Schema(description = "What made the features that are compared; null where none are") @Nullable String extractor) {
        static Figure of(MetricMeasured metric) {
            return new Figure(
                    metric.name(),
                    metric.dataType(),
                    Double.isFinite(metric.value()) ? Double.valueOf(metric.value()) : null,
                    metric.lower(),
                    metric.upper(),
                    metric.seeds(),
                    metric.extractor());
        }
    }

    static ScoreCard of(Evaluated evaluated) {
        return new ScoreCard(
                evaluated.evaluationId(),
                evaluated.at(),
                evaluated.dataset(),
                evaluated.version(),
                evaluated.figures().stream().map(Figure::of).toList());
    }
}
