package io.augmenta.evaluator.report;

import io.augmenta.evaluator.study.Prediction;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every prediction of every classifier, a row each, so that anyone can compute the figures again. The amount is empty but for
 * points of a sweep.
 */
final class PredictionsCsv {
    private PredictionsCsv() {}

    static byte[] of(StudyResult study) throws IOException {
        List<String> classes = study.images().classes();
        return CsvFile.of(
                header(classes),
                study.scores().stream()
                        .flatMap(score -> score.bySeed().stream())
                        .flatMap(scored ->
                                scored.predictions().stream().map(prediction -> row(classes, scored, prediction))));
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
