package io.augmenta.quickstart.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.quickstart.study.RunPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunBoardTest {

    private final RunBoard board = new RunBoard(expected("a", "b"), 3, 0);

    private static Map<String, RunBoard.Expected> expected(String... runIds) {
        Map<String, RunBoard.Expected> expected = new LinkedHashMap<>();
        for (String runId : runIds) {
            RunPlan plan = new RunPlan("wgan-gp", Map.of(), 4, 7, 1, null);
            expected.put(runId, new RunBoard.Expected(expected.size() + 1, new GridRun(plan, Map.of("width", runId))));
        }
        return expected;
    }

    @Test
    void itTellsWhereAllRunsStandOnOneLine() {
        board.heard(event("a", TrainingStatus.STARTED, 0, null));
        board.heard(event("b", TrainingStatus.STARTED, 0, null));
        board.heard(event("a", TrainingStatus.RUNNING, 1, null));
        board.heard(event("b", TrainingStatus.RUNNING, 3, null));

        Standing standing = board.standing(Duration.ofSeconds(8).toNanos());

        assertEquals("1 of 3 done; run 1: epoch 2/4, 2: epoch 4/4, 200 images/s", standing.text());
        assertEquals(0.5, standing.fraction());
        assertEquals(Duration.ofSeconds(8), standing.remaining());
    }

    @Test
    void whatHappensToARunIsTold() {
        assertEquals(
                Optional.of("run 1 of 3 begins: wgan-gp width=a"),
                board.heard(event("a", TrainingStatus.STARTED, 0, null)));
        assertEquals(
                Optional.of("run 1 of 3 was taken over and goes on after epoch 2: wgan-gp width=a"),
                board.heard(event("a", TrainingStatus.RESUMED, 2, null)));
        assertEquals(
                Optional.of("run 1 of 3 is done, 2.0 s, critic 1.50"),
                board.heard(event("a", TrainingStatus.COMPLETED, 4, null)));
        assertEquals(
                Optional.of("run 2 of 3 failed: diverged at step 3"),
                board.heard(event("b", TrainingStatus.FAILED, 1, "diverged at step 3")));
    }

    @Test
    void itIsSettledWhenEveryRunHasEndedHoweverOftenThatIsSaid() {
        board.heard(event("a", TrainingStatus.COMPLETED, 4, null));
        assertFalse(board.settled());

        assertEquals(Optional.empty(), board.heard(event("a", TrainingStatus.COMPLETED, 4, null)));
        assertEquals(Optional.empty(), board.heard(event("another", TrainingStatus.COMPLETED, 4, null)));
        board.heard(event("b", TrainingStatus.FAILED, 1, "diverged at step 3"));

        assertTrue(board.settled());
        assertEquals(Optional.empty(), board.shortfall("a"));
        assertEquals(Optional.of(Shortfall.failure("diverged at step 3")), board.shortfall("b"));
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, DIVERGED, DIVERGED",
        "FAILED, COLLAPSED, COLLAPSED",
        "FAILED, REFUSED, FAILED",
        "FAILED, BROKEN, FAILED",
        "FAILED, UNKNOWN, FAILED",
        "FAILED, , FAILED",
        "CANCELLED, , CANCELLED"
    })
    void howARunEndedIsWhatTheTrainerSaysItIsWhateverTheWords(
            TrainingStatus status, @Nullable TrainingFailure failure, RunOutcome outcome) {
        board.heard(event("a", status, 1, "cancelled: diverged at step 3, collapsed at epoch 1", failure));

        assertEquals(Optional.of(outcome), board.shortfall("a").map(Shortfall::outcome));
    }

    private static TrainingProgressed event(String runId, TrainingStatus status, int epoch, @Nullable String message) {
        return event(runId, status, epoch, message, null);
    }

    private static TrainingProgressed event(
            String runId,
            TrainingStatus status,
            int epoch,
            @Nullable String message,
            @Nullable TrainingFailure failure) {
        return new TrainingProgressed(
                runId,
                status,
                epoch,
                4,
                epoch,
                Map.of("critic", 1.5),
                100,
                Duration.ofSeconds(2),
                Duration.ZERO,
                "CPU",
                message,
                null,
                failure);
    }
}
