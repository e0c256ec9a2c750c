package io.augmenta.evaluator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The classifiers' figures, computed again from {@code predictions.csv} alone. */
class RecountedFiguresTest {
    private static final double ROUNDING = 1e-12;
    private static final List<String> SEEDS = List.of("7", "8", "9");

    /** The 97.5 % point of Student's t with 2 degrees of freedom. */
    private static final double T_OF_THREE_SEEDS = 4.302652729749464;

    @Test
    void everyTableFigureCanBeComputedAgainFromThePredictions() {
        assertEquals(10, ThoroughReport.json().get("table").size());
        ThoroughReport.json().get("table").forEach(RecountedFiguresTest::assertRecounted);
        // 25 %, 50 % and mixed itself, on train and on test
        assertEquals(6, ThoroughReport.json().get("sweep").size());
        ThoroughReport.json().get("sweep").forEach(RecountedFiguresTest::assertRecounted);
    }

    private static void assertRecounted(JsonNode row) {
        List<Recount> recounts = recounts(
                row.get("data_type").textValue(),
                row.path("amount").asText(""),
                row.get("split").textValue());
        assertFigure(row, "accuracy_score", recounts, Recount::accuracy);
        assertFigure(row, "recall_score_micro", recounts, Recount::accuracy);
        assertFigure(row, "precision_score_micro", recounts, Recount::accuracy);
        assertFigure(row, "f1_score_micro", recounts, Recount::accuracy);
        assertFigure(row, "recall_score_macro", recounts, Recount::macroRecall);
        assertFigure(row, "precision_score_macro", recounts, Recount::macroPrecision);
        assertFigure(row, "f1_score_macro", recounts, Recount::macroF1);
        assertEquals(
                mean(recounts, Recount::calibrationError),
                row.at("/figures/expected_calibration_error/mean").doubleValue(),
                ROUNDING);
        assertEquals(
                mean(recounts, Recount::macroArea),
                row.at("/figures/roc_auc_score_macro/mean").doubleValue(),
                ROUNDING);
    }

    private static void assertFigure(
            JsonNode row, String name, List<Recount> recounts, ToDoubleFunction<Recount> figure) {
        double mean = mean(recounts, figure);
        double squares = recounts.stream()
                .mapToDouble(recount -> Math.pow(figure.applyAsDouble(recount) - mean, 2))
                .sum();
        double reach = T_OF_THREE_SEEDS * Math.sqrt(squares / 2) / Math.sqrt(3);
        JsonNode told = row.get("figures").get(name);
        assertEquals(mean, row.get(name).doubleValue(), ROUNDING);
        assertEquals(mean - reach, told.get("lower").doubleValue(), 1e-9);
        assertEquals(mean + reach, told.get("upper").doubleValue(), 1e-9);
        assertEquals(3, row.get("seeds").intValue());
    }

    private static double mean(List<Recount> recounts, ToDoubleFunction<Recount> figure) {
        return recounts.stream().mapToDouble(figure).sum() / recounts.size();
    }

    @Test
    void figuresOfClassesCanBeComputedAgainFromThePredictions() {
        assertEquals(10 * 4, ThoroughReport.json().get("per_class").size());
        for (JsonNode row : ThoroughReport.json().get("per_class")) {
            String label = row.get("label").textValue();
            List<Recount> recounts = recounts(
                    row.get("data_type").textValue(), "", row.get("split").textValue());
            assertEquals(
                    mean(recounts, recount -> recount.recall(label)),
                    row.get("recall_score").doubleValue(),
                    ROUNDING);
            assertEquals(
                    mean(recounts, recount -> recount.precision(label)),
                    row.get("precision_score").doubleValue(),
                    ROUNDING);
            assertEquals(
                    mean(recounts, recount -> recount.area(label)),
                    row.at("/figures/roc_auc_score/mean").doubleValue(),
                    ROUNDING);
        }
    }

    @Test
    void gainsAreTheMeanDifferencesOfTheSeedsAndAreSaidInWords() {
        // mixed, 25 % and 50 % over baseline and both controls, in accuracy and F1
        assertEquals(3 * 3 * 2, ThoroughReport.json().get("gains").size());
        for (JsonNode gain : ThoroughReport.json().get("gains")) {
            if (gain.get("figure").textValue().equals("accuracy_score")) {
                double tried = mean(recounts("mixed", gain.path("amount").asText(""), "test"), Recount::accuracy);
                double over = mean(recounts(gain.get("over").textValue(), "", "test"), Recount::accuracy);
                assertEquals(tried - over, gain.at("/difference/mean").doubleValue(), ROUNDING);
                boolean holdsZero = gain.at("/difference/lower").doubleValue() <= 0
                        && gain.at("/difference/upper").doubleValue() >= 0;
                assertEquals(
                        holdsZero, gain.get("words").textValue().startsWith("no evidence of a gain"), gain.toString());
            }
        }
    }

    @Test
    void confusionsAreSummedOverTheSeeds() {
        for (JsonNode confusion : ThoroughReport.json().get("confusion")) {
            long all = 0;
            for (JsonNode row : confusion.get("counts")) {
                for (JsonNode count : row) {
                    all += count.longValue();
                }
            }
            long predicted =
                    recounts(
                                    confusion.get("data_type").textValue(),
                                    "",
                                    confusion.get("split").textValue())
                            .stream()
                            .mapToLong(Recount::size)
                            .sum();
            assertEquals(predicted, all);
        }
        assertTrue(
                ThoroughReport.text("report.html").contains("summed over 3 seeds, so that each image counts 3 times"));
    }

    @Test
    void predictedClassIsTheMostProbableOne() {
        assertEquals(
                List.of("data_type", "amount", "seed", "split", "image_id", "label", "predicted"),
                predictions().get(0).getParser().getHeaderNames().subList(0, 7));
        for (CSVRecord row : predictions()) {
            double best = -1;
            String mostProbable = "";
            double sum = 0;
            for (String label : ThoroughReport.classes()) {
                double probability = Double.parseDouble(row.get("probability_" + label));
                sum += probability;
                if (probability > best) {
                    best = probability;
                    mostProbable = label;
                }
            }
            assertEquals(mostProbable, row.get("predicted"));
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    void predictionsListTheTrainingSetOfEachDataTypeAndTheTestImages() {
        // per class 40 real, of which 4 test and 4 validation, and 40 generated
        Map<String, Integer> trainingSets = Map.of(
                "baseline",
                128,
                "generated",
                160,
                "mixed",
                288,
                "repeated",
                288,
                "classic",
                288,
                "0.25",
                168,
                "0.5",
                208);
        trainingSets.forEach((arm, size) -> {
            boolean ofSweep = arm.startsWith("0");
            for (String seed : SEEDS) {
                String dataType = ofSweep ? "mixed" : arm;
                String amount = ofSweep ? arm : "";
                assertEquals(size, new Recount(dataType, amount, seed, "train").size(), arm);
                assertEquals(16, new Recount(dataType, amount, seed, "test").size(), arm);
            }
        });
        int all = trainingSets.values().stream().mapToInt(size -> size + 16).sum();
        assertEquals(3 * all, predictions().size());
    }

    private static List<Recount> recounts(String dataType, String amount, String split) {
        return SEEDS.stream()
                .map(seed -> new Recount(dataType, amount, seed, split))
                .toList();
    }

    private static List<CSVRecord> predictions() {
        return ThoroughReport.rows("predictions.csv");
    }
}
