package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:01Z");
    private static final Instant SECOND = Instant.parse("2026-01-01T00:00:02Z");
    private static final Instant THIRD = Instant.parse("2026-01-01T00:00:03Z");
    private static final TrainingRequested REQUEST = TrainerBench.request("run").requestedAt(FIRST);
    private static final TrainingCancelled CANCELLED = new TrainingCancelled("run", "enough", SECOND);

    private final RunBook book = new RunBook(100);

    @Test
    void aRunIsCancelledFromTheRequestToStopUntilItIsAskedForAgain() {
        book.heard(REQUEST);
        assertEquals(RunState.REQUESTED, state());
        book.heard(progress(TrainingStatus.STARTED));
        book.heard(CANCELLED);
        assertEquals(RunState.CANCELLING, state());
        book.heard(progress(TrainingStatus.CANCELLED));
        assertEquals(RunState.CANCELLED, state());
        book.heard(REQUEST.requestedAt(THIRD));
        assertEquals(RunState.REQUESTED, state());
        book.heard(progress(TrainingStatus.RESUMED));
        assertEquals(RunState.RESUMED, state());
        assertTrue(book.cancellation("run").isEmpty());
    }

    @Test
    void redeliveryAndOrderOfRequestsAndCancellationsChangeNothing() {
        TrainingRequested again = REQUEST.requestedAt(THIRD);
        for (int seed = 0; seed < 50; seed++) {
            RunBook shaken = new RunBook(100);
            List<Runnable> heard = new ArrayList<>();
            for (int delivery = 0; delivery < 2; delivery++) {
                heard.add(() -> shaken.heard(REQUEST));
                heard.add(() -> shaken.heard(CANCELLED));
                heard.add(() -> shaken.heard(again));
            }
            Collections.shuffle(heard, new Random(seed));
            heard.forEach(Runnable::run);

            assertTrue(shaken.cancellation("run").isEmpty());
            assertEquals(again, shaken.find("run").orElseThrow().request());
        }
    }

    @Test
    void aRequestThatDoesNotSayWhenItWasMadeStaysCancelled() {
        book.heard(TrainerBench.request("run"));
        book.heard(CANCELLED);
        book.heard(TrainerBench.request("run"));

        assertEquals(CANCELLED, book.cancellation("run").orElseThrow());
    }

    @Test
    void aRunThatNobodyAskedForIsNoneEvenWhereItIsToStop() {
        book.heard(CANCELLED);

        assertTrue(book.find("run").isEmpty());
        assertEquals(List.of(), book.all());
        assertEquals(CANCELLED, book.cancellation("run").orElseThrow());
    }

    @Test
    void whoFollowsARunHearsOfItUntilItDoesNotAnyMore() {
        List<RunState> heard = new ArrayList<>();
        RunBook.Following following = book.follow("run", () -> heard.add(state()));
        book.heard(REQUEST);
        book.heard(progress(TrainingStatus.STARTED));
        book.heard(TrainerBench.request("another"));
        assertEquals(1, book.followers());

        following.close();
        book.heard(progress(TrainingStatus.RUNNING));

        assertEquals(List.of(RunState.REQUESTED, RunState.STARTED), heard);
        assertEquals(0, book.followers());
        assertFalse(state().ended());
    }

    @Test
    void endedRunsKeepAllTheirEpochsUntilEnoughOthersHaveEndedAfterThem() {
        RunBook small = new RunBook(2);
        for (String run : List.of("first", "second", "third")) {
            hearWhole(small, run);
        }
        hearEpochs(small, "unfinished");

        assertEquals(List.of(3), epochs(small, "first"));
        assertFalse(small.find("first").orElseThrow().allEpochs());
        for (String run : List.of("second", "third", "unfinished")) {
            assertEquals(List.of(1, 2, 3), epochs(small, run), run);
            assertTrue(small.find(run).orElseThrow().allEpochs(), run);
        }
        assertEquals(RunState.COMPLETED, small.find("first").orElseThrow().state());
    }

    @Test
    void runThatIsTakenUpAgainIsNoEndedOneUntilItEndsAgain() {
        RunBook small = new RunBook(1);
        hearEpochs(small, "stopped");
        small.heard(progress("stopped", TrainingStatus.CANCELLED, 3));
        small.heard(progress("stopped", TrainingStatus.RESUMED, 3));
        hearWhole(small, "another");
        hearWhole(small, "a third");
        assertEquals(List.of(1, 2, 3), epochs(small, "stopped"));

        small.heard(progress("stopped", TrainingStatus.COMPLETED, 3));

        assertEquals(List.of(1, 2, 3), epochs(small, "stopped"));
        assertEquals(List.of(3), epochs(small, "a third"));
    }

    @Test
    void bookThatHasHeardOfAThousandRunsHoldsTheEpochsOfAsManyAsItIsAllowed() {
        RunBook small = new RunBook(10);
        for (int run = 0; run < 1_000; run++) {
            hearWhole(small, "run " + run);
        }

        assertEquals(1_000, small.all().size());
        assertEquals(
                990 + 10 * 3,
                small.all().stream().mapToInt(run -> run.epochs().size()).sum());
    }

    private static void hearWhole(RunBook book, String runId) {
        hearEpochs(book, runId);
        book.heard(progress(runId, TrainingStatus.COMPLETED, 3));
    }

    private static void hearEpochs(RunBook book, String runId) {
        for (int epoch = 1; epoch <= 3; epoch++) {
            book.heard(progress(runId, TrainingStatus.RUNNING, epoch));
        }
    }

    private static List<Integer> epochs(RunBook book, String runId) {
        return book.find(runId).orElseThrow().epochs().stream()
                .map(TrainingProgressed::epoch)
                .toList();
    }

    private RunState state() {
        return book.find("run").orElseThrow().state();
    }

    private static TrainingProgressed progress(TrainingStatus status) {
        return progress("run", status, 1);
    }

    private static TrainingProgressed progress(String runId, TrainingStatus status, int epoch) {
        return new TrainingProgressed(
                runId, status, epoch, 4, 3, Map.of(), 0, Duration.ZERO, Duration.ZERO, "cpu", null, null, null);
    }
}
