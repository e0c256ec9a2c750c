package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelledRunsTest {
    private static final TrainingRequested REQUEST = TrainerBench.request("run");

    private final TrainerBench bench;

    CancelledRunsTest(@TempDir Path folder) {
        bench = new TrainerBench(folder);
    }

    @Test
    void aCancelledRunStopsAfterTheStepWithACheckpointAndResumedEndsInTheSame() {
        bench.book.heard(REQUEST);

        RunEnding ending = bench.train(REQUEST, 5, () -> bench.desk.cancel("run", "enough"));

        assertEquals(RunEnding.CANCELLED, ending);
        assertTrue(ending.settled());
        assertEquals(5, bench.count("steps"));
        assertEquals(TrainingStatus.CANCELLED, bench.log.latest().status());
        assertEquals("cancelled: enough", bench.log.latest().message());
        assertEquals(5, bench.log.latest().step());
        assertEquals(
                List.of("run-e0001-s00000005"),
                bench.log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());

        bench.desk.resume("run");
        assertEquals(RunEnding.COMPLETED, bench.train(bench.log.requests.get(0)));

        assertEquals(12, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aRunCancelledAndResumedAgainAndAgainEndsInTheSameCheckpoint() {
        TrainingRequested request = REQUEST;
        bench.book.heard(request);
        int cancellations = 0;
        while (bench.train(request, 2, () -> bench.desk.cancel("run", null)) == RunEnding.CANCELLED) {
            cancellations++;
            bench.desk.resume("run");
            request = bench.log.requests.get(bench.log.requests.size() - 1);
        }

        assertEquals(5, cancellations);
        assertEquals(12, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aRequestCancelledBeforeItIsBegunIsAnsweredAtOnce() {
        bench.book.heard(REQUEST);
        bench.desk.cancel("run", null);

        assertEquals(RunEnding.CANCELLED, bench.train(REQUEST));

        assertEquals(List.of(TrainingStatus.CANCELLED), bench.log.statuses());
        assertEquals(0, bench.count("steps"));
    }

    @Test
    void aCancelledRequestDeliveredAgainAfterTheRunWasResumedDoesNotStopIt() {
        bench.book.heard(REQUEST);
        assertEquals(RunEnding.CANCELLED, bench.train(REQUEST, 5, () -> bench.desk.cancel("run", null)));
        bench.desk.resume("run");

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        assertEquals(RunEnding.COMPLETED, bench.train(bench.log.requests.get(0)));

        assertEquals(12, bench.count("steps"));
        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aTrainerThatHasNotHeardOfTheCancellationsWithdrawalLearnsItFromTheRequest() {
        bench.book.heard(REQUEST);
        bench.desk.cancel("run", null);
        TrainingRequested again =
                REQUEST.requestedAt(bench.log.cancellations.get(0).requestedAt().plusMillis(1));

        assertEquals(RunEnding.COMPLETED, bench.train(again));
    }

    @Test
    void aRunThatIsCompletedStaysSoHoweverLateItIsCancelled() {
        bench.book.heard(REQUEST);
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST, 12, () -> bench.desk.cancel("run", null)));
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(TrainingStatus.COMPLETED, bench.log.latest().status());
        UninterruptedRun.assertSameIn(bench);
    }
}
