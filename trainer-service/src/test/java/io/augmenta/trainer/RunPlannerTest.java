package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.zoo.recipe.WganGp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPlannerTest {
    /** What a transfer asks for where nothing is given. */
    private static final Map<String, String> FITTING = Map.of("blocks", "13", "width", "32");

    private final RememberedLog log = new RememberedLog();
    private final RunPlanner planner = new RunPlanner(log, log.checkpoints());

    @Test
    void whatIsLeftOutOfARecipeHasTheFamilysDefault() throws InterruptedException {
        PlannedRun run =
                planner.plan(request(TinyDataset.NAME, TinyDataset.VERSION, Map.of("width", "8"), 3, 1), Duration.ZERO);

        WganGp recipe = (WganGp) run.plan().recipe();
        assertEquals(8, recipe.width());
        assertEquals(WganGp.defaults().criticSteps(), recipe.criticSteps());
        assertEquals(3, run.plan().epochs());
        assertEquals(TinyDataset.VERSION, run.dataset().version());
    }

    @Test
    void anUnknownDataSetIsAnsweredWithThoseThatAreSealed() {
        assertRefused(request("strips", TinyDataset.VERSION, Map.of(), 1, 1), "\"strips\"", "sealed: stripes");
    }

    @Test
    void anUnknownVersionIsAnsweredWithThoseThatAreSealed() {
        assertRefused(
                request(TinyDataset.NAME, "fedcba9876543210", Map.of(), 1, 1),
                "\"fedcba9876543210\"",
                "sealed: " + TinyDataset.VERSION);
    }

    @Test
    void aBadParameterIsAnsweredWithWhatIsAllowed() {
        assertRefused(
                request(TinyDataset.NAME, TinyDataset.VERSION, Map.of("critic-steps", "0"), 1, 1),
                "critic-steps",
                "0",
                "from 1 to");
    }

    @Test
    void anUnknownRecipeIsAnsweredWithTheFamilies() {
        TrainingRequested request =
                new TrainingRequested("run", TinyDataset.NAME, TinyDataset.VERSION, "vae", Map.of(), 1, 7, 1);

        assertRefused(request, "vae", "wgan-gp");
    }

    @Test
    void epochsAndCheckpointsAreCountedFromOne() {
        assertRefused(request(TinyDataset.NAME, TinyDataset.VERSION, Map.of(), 0, 1), "epochs is 0", "1 to");
        assertRefused(
                request(TinyDataset.NAME, TinyDataset.VERSION, Map.of(), 1, 0), "checkpointEveryEpochs is 0", "1 to");
    }

    @Test
    void aVersionWithoutTrainingImagesIsRefused() {
        log.add(TinyDataset.version("nothing-to-train", 0, List.of()));

        assertRefused(request(TinyDataset.NAME, "nothing-to-train", Map.of(), 1, 1), "no image in its training split");
    }

    @Test
    void imagesThatNoNetworkIsMadeForAreRefused() {
        log.add(TinyDataset.version("odd-size", 48, 40));

        assertRefused(request(TinyDataset.NAME, "odd-size", Map.of(), 1, 1), "48", "40");
    }

    @Test
    void aCheckpointToStartFromThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertRefused(transfer("none"), "\"none\", which is no checkpoint", "train one first");

        log.published(checkpoint("adversarial", "wgan-gp", 1, Map.of("width", "32")));
        log.published(checkpoint("deep", "deep-vae", 1, FITTING));
        log.published(checkpoint("deeper", "deep-vae", 1, Map.of("blocks", "19", "width", "32")));
        assertRefused(transfer("none"), "those of a deep-vae are deep-e0001, deeper-e0001");
        assertRefused(transfer("adversarial-e0001"), "a checkpoint of a wgan-gp", "deep-e0001");
    }

    @Test
    void aCheckpointToStartFromThatDoesNotFitIsAnsweredWithBothShapes() {
        log.published(checkpoint("deeper", "deep-vae", 1, Map.of("blocks", "19", "width", "32")));
        log.published(checkpoint("colour", "deep-vae", 3, FITTING));

        assertRefused(transfer("deeper-e0001"), "was trained with blocks 19, this run asks for blocks 13");
        assertRefused(transfer("colour-e0001"), "images of 3 channels", "have 1");
    }

    @Test
    void aCheckpointToStartFromIsPartOfThePlan() throws InterruptedException {
        CheckpointPublished pretrained = checkpoint("deep", "deep-vae", 1, FITTING);
        log.published(pretrained);

        PlannedRun run = planner.plan(transfer("deep-e0001"), Duration.ZERO);

        assertEquals(pretrained, run.pretrained());
    }

    @Test
    void aWarmStartThatCannotBeIsAnsweredWithThoseThatCan() {
        assertRefused(warm("none"), "warmStart is \"none\", which is no checkpoint", "none of a wgan-gp yet");

        log.published(checkpoint("earlier", "wgan-gp", 1, Map.of()));
        log.published(checkpoint("deep", "deep-vae", 1, FITTING));
        log.published(checkpoint("colour", "wgan-gp", 3, Map.of()));
        assertRefused(warm("none"), "those of a wgan-gp are earlier-e0001, colour-e0001");
        assertRefused(warm("deep-e0001"), "a checkpoint of a deep-vae; expected one of a wgan-gp", "earlier-e0001");
        assertRefused(warm("colour-e0001"), "images of [3, 32, 32]", "are [1, 32, 32]");
    }

    @Test
    void aWarmStartIsPartOfThePlan() throws InterruptedException {
        CheckpointPublished earlier = checkpoint("earlier", "wgan-gp", 1, Map.of());
        log.published(earlier);

        PlannedRun run = planner.plan(warm("earlier-e0001"), Duration.ZERO);

        assertEquals(earlier, run.warmStart());
        assertEquals("earlier-e0001", run.plan().warmStart());
    }

    private static TrainingRequested warm(String checkpoint) {
        return TrainerBench.request("run", TinyDataset.PARAMETERS).startingFrom(checkpoint);
    }

    private static TrainingRequested transfer(String pretrained) {
        return TrainerBench.request("run", "transfer", Map.of("pretrained", pretrained));
    }

    private static CheckpointPublished checkpoint(
            String runId, String family, int channels, Map<String, String> parameters) {
        String digest = "ab".repeat(32);
        ArtifactReference artifact = new ArtifactReference(URI.create("artifact:sha256:" + digest), digest, 1);
        return new CheckpointPublished(
                CheckpointPublished.id(runId, 1),
                runId,
                1,
                3,
                true,
                family,
                parameters,
                TinyDataset.NAME,
                TinyDataset.VERSION,
                7,
                TinyDataset.CLASSES,
                channels,
                32,
                32,
                8,
                artifact,
                artifact,
                artifact,
                List.of(new EpochLosses(1, Map.of(), 1)),
                "cpu",
                1,
                Instant.EPOCH);
    }

    private void assertRefused(TrainingRequested request, String... told) {
        ImpossibleRunException thrown =
                assertThrows(ImpossibleRunException.class, () -> planner.plan(request, Duration.ZERO));
        for (String part : told) {
            assertTrue(String.valueOf(thrown.getMessage()).contains(part), () -> part + " in: " + thrown.getMessage());
        }
    }

    private static TrainingRequested request(
            String dataset, String version, Map<String, String> parameters, int epochs, int every) {
        return new TrainingRequested("run", dataset, version, "wgan-gp", parameters, epochs, 7, every);
    }
}
