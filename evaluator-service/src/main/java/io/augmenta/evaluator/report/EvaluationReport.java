package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.augmenta.evaluator.Evaluation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report of an evaluation: a page for people, and the same as data. */
public final class EvaluationReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private EvaluationReport() {}

    /**
     * All files of the report.
     *
     * @return content by file name: {@code report.html}, {@code report.json}, {@code predictions.csv},
     *     {@code statistics.csv}, {@code intensities.csv}, {@code samples.png}, {@code losses.svg}; where privacy was computed
     *     {@code distances.csv} and {@code closest-pairs.png}
     * @throws IOException when a file cannot be written in memory
     */
    public static Map<String, byte[]> files(Evaluation evaluation) throws IOException {
        byte[] samples = SampleSheet.png(evaluation.study().images());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "report.html",
                Templates.page(ReportPage.of(evaluation, samples)).getBytes(UTF_8));
        files.put("report.json", JSON.writeValueAsBytes(ReportDocument.of(evaluation)));
        files.put("predictions.csv", PredictionsCsv.of(evaluation.study()));
        files.put("statistics.csv", IntensityCsv.statistics(evaluation.study().images()));
        files.put("intensities.csv", IntensityCsv.histograms(evaluation.study().images()));
        DistancesCsv.of(evaluation.study()).ifPresent(distances -> files.put("distances.csv", distances));
        files.put("samples.png", samples);
        ClosestPairsSheet.png(evaluation.study()).ifPresent(pairs -> files.put("closest-pairs.png", pairs));
        files.put("losses.svg", losses(evaluation).getBytes(UTF_8));
        return files;
    }

    private static String losses(Evaluation evaluation) {
        return Templates.losses(
                "Training losses of checkpoint " + evaluation.checkpoint().checkpointId(),
                LossCharts.of(evaluation.checkpoint().history()));
    }
}
