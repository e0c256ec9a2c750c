package io.augmenta.quickstart.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.quickstart.study.ImagesPlan;
import io.augmenta.quickstart.study.RunPlan;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFilesTest {

    private static final String REASON = "diverged at step 12: <script>alert(1)</script>";
    private static final List<String> CLASSES = List.of("glioma", "no_tumor");
    private static final DatasetVersion DATASET = new DatasetVersion(
            "brains & more",
            "v1",
            "ingest",
            CLASSES,
            1,
            32,
            32,
            SplitRule.GROUPED,
            7,
            30,
            0,
            0,
            0,
            30,
            0,
            List.of(
                    new SplitCount(Split.TRAIN, "glioma", 10),
                    new SplitCount(Split.TRAIN, "no_tumor", 10),
                    new SplitCount(Split.TEST, "glioma", 6),
                    new SplitCount(Split.TEST, "no_tumor", 4)),
            List.of(),
            Instant.EPOCH);

    private final Path folder;

    SweepFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void write() throws Exception {
        SweepModel best =
                model(2, "64", null, new Scores("e", accuracies(0.9), accuracies(0.7), accuracies(0.95), 0.1, 0.2));
        SweepModel failed = model(1, "128", new Shortfall(RunOutcome.DIVERGED, REASON), null);
        Map<String, List<RasterImage>> images = Map.of("glioma", tiles(), "no_tumor", tiles());
        SweepPlan plan = new SweepPlan(
                new ImagesPlan(Path.of("brains"), 32, SplitRule.GROUPED, 7),
                List.of(best.run(), failed.run()),
                "compact",
                Map.of("epochs", "20"),
                7);
        SweepFiles.write(
                folder,
                plan,
                new SweepResult(DATASET, Ranking.of(List.of(failed, best)), images, Map.of("run-2", images), 2));
    }

    @Test
    void thePageShowsTheRankingWithTheFailedModelLastAndItsReason() throws Exception {
        String page = Files.readString(folder.resolve("sweep.html"));

        assertTrue(page.indexOf("latent 64") < page.indexOf("latent 128"), page);
        assertTrue(page.contains("Best of 1: wgan-gp latent=64"), page);
        assertTrue(page.contains("70.0%"), page);
        assertTrue(page.contains("guessing the most frequent class gives 60.0%"), page);
        assertTrue(page.contains("<b>diverged</b>: diverged at step 12"), page);
    }

    @Test
    void thePageHoldsAllItNeedsAndTrustsNoText() throws Exception {
        String page = Files.readString(folder.resolve("sweep.html"));

        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("brains &amp; more"), page);
        assertFalse(page.contains("http://") || page.contains("https://") || page.contains("src=\"/"), page);
        assertFalse(page.contains("{page.") || page.contains("{row."), page);
    }

    @Test
    void theDocumentTellsEveryFigureAndOnlyScoredModelsHaveARank() throws Exception {
        JsonNode sweep =
                new ObjectMapper().readTree(folder.resolve("sweep.json").toFile());

        JsonNode best = sweep.path("models").get(0);
        assertEquals(1, best.path("rank").asInt());
        assertEquals(
                0.7, best.path("scores").path("classification_accuracy_score").asDouble());
        assertEquals(
                0.95,
                best.path("scores").path("accuracy").path("mixed").path("test").asDouble());
        assertEquals(0.1, best.path("scores").path("ks_pixels_statistic").asDouble());
        assertEquals("64", best.path("varied").path("latent").asText());
        assertEquals(
                2.5, best.path("checkpoint").path("last_losses").path("critic").asDouble());
        JsonNode failed = sweep.path("models").get(1);
        assertTrue(failed.path("rank").isMissingNode(), failed::toString);
        assertEquals("diverged", failed.path("outcome").asText());
        assertEquals(REASON, failed.path("reason").asText());
    }

    @Test
    void theGalleryHasARowForRealImagesAndOneForEachModelThatMadeSome() throws Exception {
        RasterImage gallery = PngDecoder.decode(Files.readAllBytes(folder.resolve("gallery.png")))
                .image();

        int tile = 2 * 32;
        assertTrue(gallery.height() > 2 * tile && gallery.height() < 3 * tile, () -> "height " + gallery.height());
        assertTrue(gallery.width() > 2 * GalleryImages.PER_CLASS * tile, () -> "width " + gallery.width());
    }

    private static List<RasterImage> tiles() {
        return Collections.nCopies(GalleryImages.PER_CLASS, RasterImage.grey(32, 32, new byte[32 * 32]));
    }

    private static Scores.Accuracies accuracies(double test) {
        return new Scores.Accuracies(0.99, test);
    }

    private static SweepModel model(int number, String latent, @Nullable Shortfall shortfall, @Nullable Scores scores) {
        RunPlan plan = new RunPlan("wgan-gp", Map.of("latent", latent, "width", "8"), 3, 7, 1, null);
        return new SweepModel(
                number,
                new GridRun(plan, Map.of("latent", latent)),
                "run-" + number,
                checkpoint("run-" + number),
                shortfall,
                scores);
    }

    private static CheckpointPublished checkpoint(String runId) {
        ArtifactReference file = new ArtifactReference(URI.create("sha256:0"), "0".repeat(64), 3);
        return new CheckpointPublished(
                CheckpointPublished.id(runId, 3),
                runId,
                3,
                30,
                true,
                "wgan-gp",
                Map.of("latent", "64"),
                DATASET.name(),
                DATASET.version(),
                7,
                CLASSES,
                1,
                32,
                32,
                64,
                file,
                file,
                file,
                List.of(new EpochLosses(3, Map.of("critic", 2.5), 1)),
                "CPU",
                75,
                Instant.EPOCH);
    }
}
