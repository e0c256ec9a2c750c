package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every family of recipes, as small as it gets, through the whole trainer with the real engine. */
class EveryFamilyTest {
    private static final Map<String, String> SMALL = Map.of("width", "4", "batch-size", "4", "latent", "8");
    private static final Set<String> LATER = Set.of("deep-vae", "deep-cvae", "transfer");

    @TempDir
    Path folder;

    private TrainerBench bench;

    @BeforeEach
    void setUp() {
        bench = new TrainerBench(folder);
    }

    @ParameterizedTest
    @CsvSource({"cgan, false", "wgan-gp, false", "cvae, true", "deep-cvae, true", "deep-vae, true"})
    void aRunCancelledWithinAnEpochAndResumedEndsInTheSameCheckpoint(String family, boolean reconstructs) {
        Map<String, String> parameters = small(family);
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("whole", family, parameters)));
        TrainingRequested request = TrainerBench.request("parts", family, parameters);

        assertStoppedAndResumed(request);

        CheckpointPublished whole = bench.log.last("whole");
        assertSame(whole, bench.log.last("parts"));
        assertEquals(reconstructs, whole.reconstructions() != null);
        assertEquals(family, whole.recipe());
    }

    @Test
    void aTransferStartsFromTheCheckpointOfADeepVaeAndResumesLikeTheOthers() {
        assertEquals(
                RunEnding.COMPLETED, bench.train(TrainerBench.request("pretraining", "deep-vae", small("deep-vae"))));
        String pretrained = bench.log.last("pretraining").checkpointId();
        Map<String, String> parameters = small("transfer");
        parameters.put("pretrained", pretrained);
        parameters.put("frozen-epochs", "2");
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("whole", "transfer", parameters)));

        assertStoppedAndResumed(TrainerBench.request("parts", "transfer", parameters));

        assertSame(bench.log.last("whole"), bench.log.last("parts"));
        assertEquals(pretrained, bench.log.last("whole").parameters().get("pretrained"));
    }

    @Test
    void aTransferFromACheckpointOfAnotherShapeFailsWithBothShapes() {
        assertEquals(
                RunEnding.COMPLETED, bench.train(TrainerBench.request("pretraining", "deep-vae", small("deep-vae"))));
        Map<String, String> parameters = small("transfer");
        parameters.put("pretrained", bench.log.last("pretraining").checkpointId());
        parameters.put("width", "6");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", "transfer", parameters)));

        String told = String.valueOf(bench.log.latest().message());
        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(told.contains("4") && told.contains("6"), told);
    }

    @Test
    void aTransferFromAStateThatIsNotWhatItsCheckpointSaysFailsWithTheReasonAndTheNextRunIsTrained() {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("another", "cvae", small("cvae"))));
        CheckpointPublished mislabelled = as("deep-vae", small("deep-vae"), bench.log.last("another"));
        bench.log.published(mislabelled);
        Map<String, String> parameters = small("transfer");
        parameters.put("pretrained", mislabelled.checkpointId());

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", "transfer", parameters)));

        String told = String.valueOf(bench.log.latest().message());
        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertEquals(TrainingFailure.REFUSED, bench.log.latest().failure());
        assertTrue(told.contains(mislabelled.checkpointId()) && told.contains("cvae"), told);
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("next", "cvae", small("cvae"))));
    }

    private static CheckpointPublished as(String recipe, Map<String, String> parameters, CheckpointPublished from) {
        return new CheckpointPublished(
                from.checkpointId(),
                from.runId(),
                from.epoch(),
                from.step(),
                from.last(),
                recipe,
                parameters,
                from.dataset(),
                from.version(),
                from.seed(),
                from.classes(),
                from.channels(),
                from.height(),
                from.width(),
                from.latentSize(),
                from.generator(),
                from.state(),
                from.samples(),
                from.history(),
                from.device(),
                from.trainingSeconds(),
                from.publishedAt());
    }

    @Test
    void aTransferFromNothingFailsWithTheCheckpointsThatThereAre() {
        assertEquals(
                RunEnding.COMPLETED, bench.train(TrainerBench.request("pretraining", "deep-vae", small("deep-vae"))));
        Map<String, String> parameters = small("transfer");
        parameters.put("pretrained", "no-such-checkpoint");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", "transfer", parameters)));

        String told = String.valueOf(bench.log.latest().message());
        assertTrue(told.contains("pretraining-e0002, pretraining-e0004"), told);
    }

    @Test
    void anAutoencoderIsMeasuredOnTheImagesHeldOut() {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("run", "cvae", small("cvae"))));

        Set<String> losses = bench.log.last("run").history().get(3).losses().keySet();

        assertTrue(
                losses.containsAll(
                        List.of("reconstruction", "kl", "total", "test_reconstruction", "test_kl", "diversity")),
                losses::toString);
        assertTrue(losses.stream().noneMatch(name -> name.startsWith("validation_")), losses::toString);
    }

    private void assertStoppedAndResumed(TrainingRequested request) {
        bench.book.heard(request);
        int asked = bench.log.requests.size();
        assertEquals(RunEnding.CANCELLED, bench.train(request, 5, () -> bench.desk.cancel(request.runId(), null)));
        bench.desk.resume(request.runId());
        assertEquals(RunEnding.COMPLETED, bench.train(bench.log.requests.get(asked)));
    }

    private static Map<String, String> small(String family) {
        Map<String, String> parameters = new HashMap<>(SMALL);
        if (family.equals("wgan-gp")) {
            parameters.put("critic-steps", "1");
        }
        if (LATER.contains(family)) {
            parameters.put("blocks", "10");
        }
        return parameters;
    }

    private static void assertSame(CheckpointPublished expected, CheckpointPublished actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.generator(), actual.generator());
        assertEquals(expected.state(), actual.state());
        assertEquals(expected.samples(), actual.samples());
        assertEquals(expected.reconstructions(), actual.reconstructions());
        assertEquals(expected.reference(), actual.reference());
    }
}
