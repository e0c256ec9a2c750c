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
    private static Evaluation evaluation;
    private static Map<String, byte[]> files;
    private static JsonNode json;
    private static List<CSVRecord> predictions;

    @BeforeAll
    static void writeReport() throws IOException {
        evaluation = SampleEvaluations.ofPhantoms(40, 32);
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
        // to be looked at
        Path folder = Files.createDirectories(Path.of("target/report"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void everyTableFigureCanBeComputedAgainFromThePredictions() {
        assertEquals(6, json.get("table").size());
        for (JsonNode row : json.get("table")) {
            Recount recount = new Recount(
                    row.get("data_type").textValue(), row.get("split").textValue());
            assertEquals(recount.accuracy(), row.get("accuracy_score").doubleValue(), ROUNDING);
            assertEquals(recount.accuracy(), row.get("recall_score_micro").doubleValue(), ROUNDING);
            assertEquals(recount.accuracy(), row.get("precision_score_micro").doubleValue(), ROUNDING);
            assertEquals(recount.accuracy(), row.get("f1_score_micro").doubleValue(), ROUNDING);
            assertEquals(recount.macroRecall(), row.get("recall_score_macro").doubleValue(), ROUNDING);
            assertEquals(
                    recount.macroPrecision(), row.get("precision_score_macro").doubleValue(), ROUNDING);
            assertEquals(recount.macroF1(), row.get("f1_score_macro").doubleValue(), ROUNDING);
        }
    }

    @Test
    void predictedClassIsTheMostProbableOne() {
        assertEquals(
                List.of("data_type", "split", "image_id", "label", "predicted"),
                predictions.get(0).getParser().getHeaderNames().subList(0, 5));
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
        assertEquals(128, new Recount("baseline", "train").size());
        assertEquals(160, new Recount("generated", "train").size());
        assertEquals(288, new Recount("mixed", "train").size());
        for (String dataType : List.of("baseline", "generated", "mixed")) {
            assertEquals(16, new Recount(dataType, "test").size());
        }
        assertEquals(128 + 160 + 288 + 3 * 16, predictions.size());
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

    /** The figures of one data type and split, counted from the rows of the file alone. */
    private static final class Recount {
        private final List<CSVRecord> rows;

        Recount(String dataType, String split) {
            rows = predictions.stream()
                    .filter(row -> row.get("data_type").equals(dataType)
                            && row.get("split").equals(split))
                    .toList();
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
