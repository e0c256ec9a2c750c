package io.augmenta.quickstart.sweep;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an evaluation found, as far as a ranking shows it.
 *
 * @param evaluationId the evaluation
 * @param baseline accuracies of the classifier that learned from real images
 * @param generated of the one that learned from generated images alone
 * @param mixed of the one that learned from both
 * @param ksPixels Kolmogorov-Smirnov statistic of all pixels, real train against generated: 0 where they agree
 * @param ksImageMeans the same of the mean of each image
 */
public record Scores(
        String evaluationId,
        Accuracies baseline,
        Accuracies generated,
        Accuracies mixed,
        double ksPixels,
        double ksImageMeans) {

    /**
     * Accuracies of one classifier.
     *
     * @param train on the images that it learned from
     * @param test on real images that neither it nor the generator had seen
     */
    public record Accuracies(double train, double test) {}

    /** Reads {@code report.json} of an evaluation. */
    static Scores of(String evaluationId, JsonNode report) {
        JsonNode intensities = report.path("kolmogorov_smirnov").path("overall");
        return new Scores(
                evaluationId,
                accuracies(report, "baseline"),
                accuracies(report, "generated"),
                accuracies(report, "mixed"),
                intensities.path("pixels").path("statistic").asDouble(Double.NaN),
                intensities.path("image_means").path("statistic").asDouble(Double.NaN));
    }

    private static Accuracies accuracies(JsonNode report, String dataType) {
        return new Accuracies(accuracy(report, dataType, "train"), accuracy(report, dataType, "test"));
    }

    private static double accuracy(JsonNode report, String dataType, String split) {
        for (JsonNode row : report.path("table")) {
            if (row.path("data_type").asText().equals(dataType)
                    && row.path("split").asText().equals(split)) {
                return row.path("accuracy_score").asDouble(Double.NaN);
            }
        }
        return Double.NaN;
    }

    /**
     * The classification accuracy score: a classifier that learned from generated images alone, on real test images
     * (Ravuri and Vinyals 2019, "Classification Accuracy Score for Conditional Generative Models").
     */
    public double classificationAccuracyScore() {
        return generated.test();
    }
}
