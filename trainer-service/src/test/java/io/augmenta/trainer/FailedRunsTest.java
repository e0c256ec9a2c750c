package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedRunsTest {
    private static final TrainingRequested REQUEST = TrainerBench.request("run");

    @TempDir
    Path folder;

    private TrainerBench bench;

    @BeforeEach
    void setUp() {
        bench = new TrainerBench(folder);
    }

    @Test
    void aRunThatDivergesSaysAtWhichStepAndKeepsItsCheckpoints() {
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        parameters.put("learning-rate", "1");
        // a long mean of gradients over the last one's size: steps without bound
        parameters.put("beta1", "0.9");
        parameters.put("beta2", "0");
        TrainingRequested request =
                new TrainingRequested("run", TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", parameters, 40, 7, 1);

        assertEquals(RunEnding.FAILED, bench.train(request));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("diverged at step "));
        assertEquals(TrainingFailure.DIVERGED, bench.log.latest().failure());
        assertEquals(1, bench.count("diverged"));
        assertEquals(bench.count("checkpoints"), bench.log.checkpoints().all().size());
    }

    @Test
    void aRunThatCollapsesSaysInWhichEpochWhereItIsAskedToStopThen() {
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        // more than samples of a network that has learned nothing differ by
        parameters.put("least-diversity", "0.99");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", parameters)));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("collapsed at epoch 1"));
        assertEquals(TrainingFailure.COLLAPSED, bench.log.latest().failure());
        assertEquals(1, bench.count("collapsed"));
        assertEquals(0, bench.count("diverged"));
    }

    @Test
    void whatCannotBeTrainedIsAnsweredWithWhatIsPossible() {
        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", Map.of("width", "none"))));
        assertTrue(String.valueOf(bench.log.latest().message()).contains("width"));
        assertEquals(TrainingFailure.REFUSED, bench.log.latest().failure());

        DatasetVersion other = TinyDataset.version("fedcba9876543210", 12, List.of());
        TrainingRequested unknown =
                new TrainingRequested("run", other.name(), other.version(), "wgan-gp", TinyDataset.PARAMETERS, 4, 7, 2);
        assertEquals(RunEnding.FAILED, bench.train(unknown));
        assertTrue(String.valueOf(bench.log.latest().message()).contains("sealed: " + TinyDataset.VERSION));
        assertEquals(TrainingFailure.REFUSED, bench.log.latest().failure());
    }

    @Test
    void anIdThatStandsForAnotherRunIsNotTrainedOver() {
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        parameters.put("latent", "9");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", parameters)));

        assertTrue(String.valueOf(bench.log.latest().message()).contains("under another run id"));
        assertEquals(12, bench.count("steps"));
    }

    @Test
    void aStoreThatCannotBeWrittenFailsTheRunAloud() {
        UncheckedIOException thrown =
                assertThrows(UncheckedIOException.class, () -> bench.train(REQUEST, 6, this::replaceTheStoreByAFile));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains(thrown.getMessage()));
        assertEquals(TrainingFailure.BROKEN, bench.log.latest().failure());
        assertEquals(List.of(), bench.log.checkpoints().all());
    }

    @Test
    void aRunThatNeedsMoreMemoryThanThereIsFailsAloudAndTheNextOneIsTrained() {
        assertThrows(
                OutOfMemoryError.class,
                () -> bench.train(TrainerBench.request("large"), 2, () -> {
                    throw new OutOfMemoryError("Java heap space");
                }));
        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("Java heap space"));
        assertEquals(TrainingFailure.BROKEN, bench.log.latest().failure());

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        UninterruptedRun.assertSameIn(bench);
    }

    private void replaceTheStoreByAFile() {
        try {
            Files.delete(folder.resolve("incoming"));
            Files.writeString(folder.resolve("incoming"), "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
