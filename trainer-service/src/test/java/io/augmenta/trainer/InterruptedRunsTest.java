package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run ends in the same bytes whatever happens to its trainers. */
class InterruptedRunsTest {
    private static final TrainingRequested REQUEST = TrainerBench.request("run");

    @TempDir
    Path folder;

    private TrainerBench bench;

    @BeforeEach
    void setUp() {
        bench = new TrainerBench(folder);
    }

    @Test
    void aRunLeftWithinAnEpochGoesOnFromThereToTheSameCheckpoint() {
        assertEquals(RunEnding.LEFT, bench.trainUntil(5, REQUEST));
        assertEquals(
                List.of("run-e0001-s00000005"),
                bench.log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());
        assertFalse(bench.log.statuses().contains(TrainingStatus.COMPLETED));

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(12, bench.count("steps"));
        assertEquals(1, bench.count("resumed"));
        UninterruptedRun.assertSameIn(bench);
        assertEquals(4, bench.log.last("run").history().size());
        assertTrue(bench.log.statuses().contains(TrainingStatus.RESUMED));
    }

    @Test
    void aRunLeftAgainAndAgainEndsInTheSameCheckpoint() {
        int deliveries = 1;
        while (bench.trainUntil(2, REQUEST) == RunEnding.LEFT) {
            deliveries++;
        }

        assertTrue(deliveries >= 6, () -> "steps per delivery: 2 of 12");
        assertEquals(12, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aRunWhoseTrainerDiedGoesOnFromItsLastCheckpoint() {
        assertThrows(
                IllegalStateException.class,
                () -> bench.train(REQUEST, 8, () -> {
                    throw new IllegalStateException("as good as dead");
                }));

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(8 + 6, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aDamagedCheckpointIsPassedOverForAnEarlierOne() throws IOException {
        assertEquals(RunEnding.LEFT, bench.trainUntil(8, REQUEST));
        String state = bench.log.checkpoints().all().get(1).state().sha256();
        Files.writeString(
                folder.resolve("sha256").resolve(state.substring(0, 2)).resolve(state), "damaged");

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(8 + 6, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aTrainerWhoseRunAnotherHasTakenUpStopsAndPublishesNothing() {
        RunEnding ending = bench.train(REQUEST, 4, () -> assertEquals(RunEnding.COMPLETED, bench.train(REQUEST)));

        assertEquals(RunEnding.TAKEN_OVER, ending);
        assertEquals(4 + 12, bench.count("steps"));
        assertEquals(2, bench.count("checkpoints"));
        assertEquals(TrainingStatus.COMPLETED, bench.log.latest().status());
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aTrainerThatIsLeavingTakesUpNothing() {
        assertEquals(RunEnding.LEFT, bench.trainUntil(1, REQUEST));
        int said = bench.log.progress.size();

        assertEquals(RunEnding.LEFT, bench.trainWhileLeaving(REQUEST));

        assertEquals(said, bench.log.progress.size());
    }
}
