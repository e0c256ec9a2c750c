package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.SampleEvaluations;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.PngDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EvaluationReportTest {
    private static final double ROUNDING = 1e-12;
    private static final List<String> SEEDS = List.of("7", "8", "9");

    /** The 97.5 % point of Student's t with 2 degrees of freedom. */
    private static final double T_OF_THREE_SEEDS = 4.302652729749464;

    private static Evaluation evaluation;
    private static Map<String, byte[]> files;
    private static JsonNode json;
    private static List<CSVRecord> predictions;

    @BeforeAll
    static void writeReport() throws IOException {
        evaluation = SampleEvaluations.thorough(40, 32);
        files = EvaluationReport.files(evaluation);
        json = new ObjectMapper().readTree(files.get("report.json"));
        try (StringReader csv = new StringReader(text("predictions.csv"))) {
            predictions = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(csv)
                    .getRecords();
        }
        write("target/report", files);
    }

    /** To be looked at. */
    private static void write(String folder, Map<String, byte[]> report) throws IOException {
        Path target = Files.createDirectories(Path.of(folder));
        for (Map.Entry<String, byte[]> file : report.entrySet()) {
            Files.write(target.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void everyTableFigureCanBeComputedAgainFromThePredictions() {
        assertEquals(10, json.get("table").size());
        json.get("table").forEach(EvaluationReportTest::assertRecounted);
        // 25 %, 50 % and mixed itself, on train and on test
        assertEquals(6, json.get("sweep").size());
        json.get("sweep").forEach(EvaluationReportTest::assertRecounted);
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
        assertEquals(10 * 4, json.get("per_class").size());
        for (JsonNode row : json.get("per_class")) {
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
        assertEquals(3 * 3 * 2, json.get("gains").size());
        for (JsonNode gain : json.get("gains")) {
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
        for (JsonNode confusion : json.get("confusion")) {
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
        assertTrue(text("report.html").contains("summed over 3 seeds, so that each image counts 3 times"));
    }

    @Test
    void predictedClassIsTheMostProbableOne() {
        assertEquals(
                List.of("data_type", "amount", "seed", "split", "image_id", "label", "predicted"),
                predictions.get(0).getParser().getHeaderNames().subList(0, 7));
        for (CSVRecord row : predictions) {
            double best = -1;
            String mostProbable = "";
            double sum = 0;
            for (String label : classes()) {
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
        assertEquals(3 * all, predictions.size());
    }

    @Test
    void jsonHasWhatTheInterfacePromises() {
        JsonNode dataset = json.get("dataset");
        assertEquals("phantom", dataset.get("name").textValue());
        assertEquals(160, dataset.get("images").intValue());
        assertEquals(2, dataset.get("duplicates").intValue());
        assertEquals(1, dataset.get("rejected").intValue());
        assertEquals("grouped", dataset.get("split_rule").textValue());
        assertEquals(7, dataset.get("seed").intValue());
        assertEquals(4, dataset.at("/splits/test/glioma").intValue());
        assertEquals(32, dataset.at("/splits/train/pituitary").intValue());

        assertEquals("[7,8,9]", json.at("/evaluation/seeds").toString());
        assertEquals(
                "[\"repeated\",\"classic\"]", json.at("/evaluation/controls").toString());
        assertEquals("[0.25,0.5,1.0]", json.at("/evaluation/amounts").toString());
        assertEquals(3, json.at("/evaluation/classifiers/mixed-0.25/trainings").intValue());
        assertEquals(7 * 3 * 2, json.get("by_seed").size());

        assertEquals("wgan-gp", json.at("/training/recipe").textValue());
        assertEquals(30, json.at("/training/epochs").intValue());
        assertEquals("CPU", json.at("/training/device").textValue());
        assertEquals(75, json.at("/training/seconds").intValue());
        assertEquals(30, json.at("/training/losses").size());
        assertEquals(-3, json.at("/training/losses/0/losses/critic").doubleValue(), ROUNDING);

        assertEquals("run-1-e0003", json.at("/checkpoint/id").textValue());
        assertEquals(64, json.at("/checkpoint/sha256").textValue().length());

        JsonNode overall = json.at("/kolmogorov_smirnov/overall");
        assertEquals(128 * 32 * 32, overall.at("/pixels/first_count").intValue());
        assertEquals(160 * 32 * 32, overall.at("/pixels/second_count").intValue());
        assertEquals(128, overall.at("/image_means/first_count").intValue());
        assertEquals(
                evaluation.study().realAndGenerated().overall().pixels().statistic(),
                overall.at("/pixels/statistic").doubleValue());
        for (String label : classes()) {
            assertTrue(json.at("/kolmogorov_smirnov/per_class/" + label + "/image_means/p_value")
                    .isNumber());
        }
    }

    @Test
    void pageNeedsNothingBesideItself() {
        String page = text("report.html");

        Matcher references = Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')>\\s]+)")
                .matcher(page);
        while (references.find()) {
            String target = references.group(1);
            assertTrue(target.startsWith("data:") || target.startsWith("#"), target);
        }
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("http://") || page.contains("https://"));
    }

    @Test
    void pageShowsTheFiguresOfTheTable() {
        String page = text("report.html");

        for (JsonNode row : json.get("table")) {
            String accuracy = NumberText.score(row.get("accuracy_score").doubleValue());
            assertTrue(page.contains("<b>" + accuracy + "</b>"), accuracy);
        }
        assertTrue(page.contains("What these figures do not show"));
        assertTrue(page.contains("Every training was done with 3 seeds (7 to 9)"));
        for (JsonNode gain : json.get("gains")) {
            boolean ofAccuracy = gain.get("figure").textValue().equals("accuracy_score");
            boolean inTheSweep = gain.get("over").textValue().equals("baseline");
            if (ofAccuracy && (inTheSweep || !gain.has("amount"))) {
                assertTrue(page.contains(gain.get("words").textValue()), gain.toString());
            }
        }
    }

    @Test
    void pageOfOneSeedSpeaksOfTestImagesAndOfNoSeeds() throws IOException {
        Map<String, byte[]> plain = EvaluationReport.files(SampleEvaluations.ofPhantoms(40, 32));
        write("target/report-of-one-seed", plain);
        String page = new String(plain.get("report.html"), UTF_8);

        assertTrue(page.contains("One training with one seed (7)"));
        assertTrue(page.contains("McNemar"));
        assertTrue(page.contains("A control that only repeats real images was not run."));
        assertFalse(page.contains("Every training was done with"));
        assertFalse(page.contains("How much to add"));
    }

    @Test
    void everythingThatComesFromOutsideIsEscaped() {
        String page = Templates.panel(
                        new ChartPanel("<b>\"x\" & y</b>", "", AxisScale.linear(0, 1, 2), AxisScale.linear(0, 1, 2)))
                .getValue();

        assertTrue(page.contains("&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;"), page);
    }

    @Test
    void samplesShowRealBesideGeneratedImagesInARowForEachClass() throws IOException {
        RasterImage sheet = PngDecoder.decode(files.get("samples.png")).image();

        // 12 tiles of 32 pixels, four times enlarged, and gutters; 4 rows and a heading
        assertTrue(sheet.width() > 12 * 128 && sheet.width() < 15 * 128, sheet.toString());
        assertTrue(sheet.height() > 4 * 128 && sheet.height() < 5 * 128, sheet.toString());
    }

    @Test
    void lossesAreAWellFormedPictureWithAPanelForEachLoss() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(files.get("losses.svg")));

        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(4, svg.getElementsByTagName("g").getLength());
    }

    private static String text(String name) {
        return new String(files.get(name), UTF_8);
    }

    private static List<String> classes() {
        List<String> classes = new ArrayList<>();
        json.at("/dataset/classes").forEach(label -> classes.add(label.textValue()));
        return classes;
    }

    private static List<Recount> recounts(String dataType, String amount, String split) {
        return SEEDS.stream()
                .map(seed -> new Recount(dataType, amount, seed, split))
                .toList();
    }

    /** The figures of one classifier on a split, counted from the rows of the file alone. */
    private static final class Recount {
        private final List<CSVRecord> rows;

        Recount(String dataType, String amount, String seed, String split) {
            rows = predictions.stream()
                    .filter(row -> row.get("data_type").equals(dataType)
                            && row.get("amount").equals(amount)
                            && row.get("seed").equals(seed)
                            && row.get("split").equals(split))
                    .toList();
        }

        /** By its definition: 15 bins of equal width, closed above. */
        double calibrationError() {
            double error = 0;
            for (int bin = 0; bin < 15; bin++) {
                double right = 0;
                double confidence = 0;
                for (CSVRecord row : rows) {
                    double sure = Float.parseFloat(row.get("probability_" + row.get("predicted")));
                    if (sure > bin / 15.0 && sure <= (bin + 1) / 15.0) {
                        right += row.get("label").equals(row.get("predicted")) ? 1 : 0;
                        confidence += sure;
                    }
                }
                error += Math.abs(right - confidence) / rows.size();
            }
            return error;
        }

        double macroArea() {
            return classes().stream().mapToDouble(this::area).sum() / classes().size();
        }

        /** The share of pairs, one image of the class and one of another, in the right order; ties count half. */
        double area(String label) {
            double ordered = 0;
            long pairs = 0;
            for (CSVRecord of : rows) {
                for (CSVRecord other : rows) {
                    if (of.get("label").equals(label) && !other.get("label").equals(label)) {
                        float first = Float.parseFloat(of.get("probability_" + label));
                        float second = Float.parseFloat(other.get("probability_" + label));
                        ordered += first > second ? 1 : first == second ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            return ordered / pairs;
        }

        int size() {
            return rows.size();
        }

        double accuracy() {
            return share(
                    rows.stream()
                            .filter(row -> row.get("label").equals(row.get("predicted")))
                            .count(),
                    rows.size());
        }

        double macroRecall() {
            return classes().stream().mapToDouble(this::recall).sum()
                    / classes().size();
        }

        double macroPrecision() {
            return classes().stream().mapToDouble(this::precision).sum()
                    / classes().size();
        }

        double macroF1() {
            double sum = 0;
            for (String label : classes()) {
                double together = precision(label) + recall(label);
                sum += together == 0 ? 0 : 2 * precision(label) * recall(label) / together;
            }
            return sum / classes().size();
        }

        private double recall(String label) {
            return share(hits(label), with("label", label));
        }

        private double precision(String label) {
            return share(hits(label), with("predicted", label));
        }

        private long hits(String label) {
            return rows.stream()
                    .filter(row -> row.get("label").equals(label)
                            && row.get("predicted").equals(label))
                    .count();
        }

        private long with(String column, String label) {
            return rows.stream().filter(row -> row.get(column).equals(label)).count();
        }

        private static double share(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }
}
