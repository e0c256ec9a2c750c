package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.evaluator.study.Prediction;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Every prediction of every classifier, a row each, so that anyone can compute the figures again. The amount is empty but for
 * points of a sweep. RFC 4180, UTF-8.
 */
final class PredictionsCsv {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private PredictionsCsv() {}

    static byte[] of(StudyResult study) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, UTF_8);
                CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
            List<String> classes = study.images().classes();
            csv.printRecord(header(classes));
            for (RepeatedScore score : study.scores()) {
                for (Scored scored : score.bySeed()) {
                    for (Prediction prediction : scored.predictions()) {
                        csv.printRecord(row(classes, scored, prediction));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> header(List<String> classes) {
        List<String> header =
                new ArrayList<>(List.of("data_type", "amount", "seed", "split", "image_id", "label", "predicted"));
        classes.forEach(label -> header.add("probability_" + label));
        return header;
    }

    private static List<Object> row(List<String> classes, Scored scored, Prediction prediction) {
        List<Object> row = new ArrayList<>();
        Double amount = scored.arm().amount();
        row.add(scored.arm().dataType().label());
        row.add(amount == null ? "" : amount);
        row.add(scored.seed());
        row.add(scored.split().name().toLowerCase(Locale.ROOT));
        row.add(prediction.image().id());
        row.add(classes.get(prediction.image().label()));
        row.add(classes.get(prediction.predicted()));
        row.addAll(prediction.probabilities());
        return row;
    }
}
