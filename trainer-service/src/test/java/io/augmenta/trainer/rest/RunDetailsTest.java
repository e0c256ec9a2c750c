package io.augmenta.trainer.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.trainer.RunBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDetailsTest {
    @Test
    void runThatEndedLongAgoIsToldWithItsLastEpochAndThatThisIsNotAll() {
        RunBook book = new RunBook(1);
        hear(book, "old");
        hear(book, "new");

        RunDetails old = details(book, "old");
        RunDetails latest = details(book, "new");

        assertFalse(old.allLosses());
        assertEquals(List.of(2), epochs(old));
        assertEquals("COMPLETED", old.run().status());
        assertEquals(2, old.run().epoch());
        assertEquals(4096, old.run().residentBytes());
        assertTrue(latest.allLosses());
        assertEquals(List.of(1, 2), epochs(latest));
    }

    private static RunDetails details(RunBook book, String runId) {
        return RunDetails.of(book.find(runId).orElseThrow(), List.of());
    }

    private static List<Integer> epochs(RunDetails details) {
        return details.losses().stream().map(RunDetails.Epoch::epoch).toList();
    }

    private static void hear(RunBook book, String runId) {
        book.heard(progress(runId, TrainingStatus.RUNNING, 1));
        book.heard(progress(runId, TrainingStatus.RUNNING, 2));
        book.heard(progress(runId, TrainingStatus.COMPLETED, 2));
    }

    private static TrainingProgressed progress(String runId, TrainingStatus status, int epoch) {
        return new TrainingProgressed(
                runId,
                status,
                epoch,
                2,
                8,
                Map.of("critic", 0.5),
                10,
                Duration.ofSeconds(1),
                Duration.ZERO,
                "cpu",
                null,
                4096L,
                null);
    }
}
