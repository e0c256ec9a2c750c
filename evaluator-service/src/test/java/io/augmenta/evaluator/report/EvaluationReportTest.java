package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.SampleEvaluations;
import io.augmenta.evaluator.study.Closeness;
import io.augmenta.evaluator.study.Withheld;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.PngDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EvaluationReportTest {
    private static final double ROUNDING = 1e-12;

    @BeforeAll
    static void writeReport() throws IOException {
        write("target/report", ThoroughReport.files());
    }

    /** To be looked at. */
    private static void write(String folder, Map<String, byte[]> report) throws IOException {
        Path target = Files.createDirectories(Path.of(folder));
        for (Map.Entry<String, byte[]> file : report.entrySet()) {
            Files.write(target.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void jsonHasWhatTheInterfacePromises() {
        JsonNode dataset = ThoroughReport.json().get("dataset");
        assertEquals("phantom", dataset.get("name").textValue());
        assertEquals(160, dataset.get("images").intValue());
        assertEquals(2, dataset.get("duplicates").intValue());
        assertEquals(1, dataset.get("rejected").intValue());
        assertEquals("grouped", dataset.get("split_rule").textValue());
        assertEquals(7, dataset.get("seed").intValue());
        assertEquals(4, dataset.at("/splits/test/glioma").intValue());
        assertEquals(32, dataset.at("/splits/train/pituitary").intValue());

        assertEquals("[7,8,9]", ThoroughReport.json().at("/evaluation/seeds").toString());
        assertEquals(
                "[\"repeated\",\"classic\"]",
                ThoroughReport.json().at("/evaluation/controls").toString());
        assertEquals(
                "[0.25,0.5,1.0]",
                ThoroughReport.json().at("/evaluation/amounts").toString());
        assertEquals(
                3,
                ThoroughReport.json()
                        .at("/evaluation/classifiers/mixed-0.25/trainings")
                        .intValue());
        assertEquals(7 * 3 * 2, ThoroughReport.json().get("by_seed").size());

        assertEquals("wgan-gp", ThoroughReport.json().at("/training/recipe").textValue());
        assertEquals(30, ThoroughReport.json().at("/training/epochs").intValue());
        assertEquals("CPU", ThoroughReport.json().at("/training/device").textValue());
        assertEquals(75, ThoroughReport.json().at("/training/seconds").intValue());
        assertEquals(30, ThoroughReport.json().at("/training/losses").size());
        assertEquals(
                -3, ThoroughReport.json().at("/training/losses/0/losses/critic").doubleValue(), ROUNDING);

        assertEquals("run-1-e0003", ThoroughReport.json().at("/checkpoint/id").textValue());
        assertEquals(
                64, ThoroughReport.json().at("/checkpoint/sha256").textValue().length());

        JsonNode overall = ThoroughReport.json().at("/kolmogorov_smirnov/overall");
        assertEquals(128 * 32 * 32, overall.at("/pixels/first_count").intValue());
        assertEquals(160 * 32 * 32, overall.at("/pixels/second_count").intValue());
        assertEquals(128, overall.at("/image_means/first_count").intValue());
        assertEquals(160, overall.at("/image_roughnesses/second_count").intValue());
        assertEquals(
                ThoroughReport.evaluation()
                        .study()
                        .realAndGenerated()
                        .overall()
                        .pixels()
                        .statistic(),
                overall.at("/pixels/statistic").doubleValue());
        for (String label : ThoroughReport.classes()) {
            assertTrue(ThoroughReport.json()
                    .at("/kolmogorov_smirnov/per_class/" + label + "/image_means/p_value")
                    .isNumber());
        }
    }

    @Test
    void pageNeedsNothingBesideItself() {
        String page = ThoroughReport.text("report.html");

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
        String page = ThoroughReport.text("report.html");

        for (JsonNode row : ThoroughReport.json().get("table")) {
            String accuracy = NumberText.score(row.get("accuracy_score").doubleValue());
            assertTrue(page.contains("<b>" + accuracy + "</b>"), accuracy);
        }
        assertTrue(page.contains("What these figures do not show"));
        assertTrue(page.contains("Every training was done with 3 seeds (7 to 9)"));
        for (JsonNode gain : ThoroughReport.json().get("gains")) {
            boolean ofAccuracy = gain.get("figure").textValue().equals("accuracy_score");
            boolean inTheSweep = gain.get("over").textValue().equals("baseline");
            if (ofAccuracy && (inTheSweep || !gain.has("amount"))) {
                assertTrue(page.contains(gain.get("words").textValue()), gain.toString());
            }
        }
    }

    @Test
    void modelCardSaysWhatTheEventsSayAndWhatTheyDoNot() {
        String page = ThoroughReport.text("report.html");
        String card = page.substring(page.indexOf("<section id=\"card\">"), page.indexOf("<section id=\"training\">"));

        assertTrue(card.contains("A wgan-gp generator, checkpoint run-1-e0003: 32 × 32 pixels, grey"), card);
        assertTrue(card.contains("128 training images of phantom, version 0123456789abcdef (glioma 32, "), card);
        assertTrue(card.contains("Grouped: drawn at random within each class"), card);
        assertTrue(card.contains("30 epochs, "), card);
        assertTrue(card.contains("on CPU"), card);
        assertTrue(card.contains("Not recorded in the data set version or the checkpoint."), card);
        for (JsonNode fact : ThoroughReport.json().get("model_card")) {
            assertTrue(card.contains("<dt>" + fact.get("name").textValue() + "</dt>"), fact.toString());
        }
        assertEquals(
                ThoroughReport.json().at("/reading/conclusion").textValue(),
                ThoroughReport.json().get("model_card").get(8).get("value").textValue());
    }

    @Test
    void pageAndModelCardSayHowManyCopiesTheGeneratorWithheld() throws IOException {
        String guarded = ThoroughReport.text("report.html");
        String unguarded = new String(
                EvaluationReport.files(SampleEvaluations.ofPhantoms(20, 16)).get("report.html"), UTF_8);

        assertTrue(guarded.contains("The generator itself withheld 72 of 232 images (31.0%)"), guarded);
        assertTrue(guarded.contains("The generator withheld 72 of 232 images (31.0%) as copies."), guarded);
        assertFalse(unguarded.contains("withheld 0 of"), unguarded);
        Closeness nothingWithheld =
                new Closeness("none", 1, Optional.empty(), Optional.empty(), new Withheld(0, 5), List.of());
        assertTrue(PrivacyViews.withheld(nothingWithheld).endsWith("before it answered, and withheld none."));
        assertTrue(unguarded.contains("compared none of these images with training images"), unguarded);
        assertTrue(unguarded.contains("compared none of the images with training images"), unguarded);
    }

    @Test
    void seedsThatCannotChangeAClassifierAreNotTakenForEvidence() throws IOException {
        Evaluation equal = SampleEvaluations.ofSeedsThatChangeNothing(20, 16);
        String page = new String(EvaluationReport.files(equal).get("report.html"), UTF_8);

        assertTrue(page.contains("seeds cannot change what it learns from the same images"), page);
        assertTrue(page.contains("McNemar p"), page);
        assertFalse(page.contains("the randomness of training matters"), page);
        MetricMeasured gain = equal.metrics().stream()
                .filter(metric -> metric.name().equals("accuracy_score_gain_over_baseline"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, gain.seeds());
        assertNull(gain.lower());
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
        RasterImage sheet =
                PngDecoder.decode(ThoroughReport.files().get("samples.png")).image();

        // 12 tiles of 32 pixels, four times enlarged, and gutters; 4 rows and a heading
        assertTrue(sheet.width() > 12 * 128 && sheet.width() < 15 * 128, sheet.toString());
        assertTrue(sheet.height() > 4 * 128 && sheet.height() < 5 * 128, sheet.toString());
    }

    @Test
    void lossesAreAWellFormedPictureWithAPanelForEachLoss() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(ThoroughReport.files().get("losses.svg")));

        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(4, svg.getElementsByTagName("g").getLength());
    }
}
