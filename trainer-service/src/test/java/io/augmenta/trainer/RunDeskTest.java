package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunDeskTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final RememberedLog log = new RememberedLog();
    private final RunBook book = new RunBook(100);
    private final RunDesk desk =
            new RunDesk(log, new RunPlanner(log, log.checkpoints()), book, log, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatIsLeftOutIsFilledInAndPublished() throws InterruptedException {
        TrainingRequested request = desk.submit(draft(null, TinyDataset.NAME, null));

        assertEquals(List.of(request), log.requests);
        assertEquals(TinyDataset.VERSION, request.version());
        assertEquals(RunDesk.DEFAULT_EPOCHS, request.epochs());
        assertEquals(RunDesk.DEFAULT_SEED, request.seed());
    }

    @Test
    void aRunWithoutADataSetOrWithAnOddIdIsRefused() {
        assertRefused(draft(null, null, null), "dataset is missing");
        assertRefused(draft("no spaces", TinyDataset.NAME, null), "runId is \"no spaces\"");
        assertRefused(draft(null, "unheard of", null), "sealed: stripes");
        assertEquals(List.of(), log.requests);
    }

    @Test
    void anIdStandsForOneRun() throws InterruptedException {
        book.heard(desk.submit(draft("mine", TinyDataset.NAME, 3)));
        desk.submit(draft("mine", TinyDataset.NAME, 3));

        assertRefused(draft("mine", TinyDataset.NAME, 4), "run mine was asked for already");
    }

    @Test
    void askingAgainIsAskingOnce() throws InterruptedException {
        TrainingRequested first = desk.submit(draft("mine", TinyDataset.NAME, 3));
        RunDesk later = new RunDesk(log, new RunPlanner(log, log.checkpoints()), book, log, Clock.systemUTC());

        assertEquals(first, later.submit(draft("mine", TinyDataset.NAME, 3)));
    }

    @Test
    void aRunIsCancelledOnceHoweverOftenThatIsAskedFor() throws InterruptedException {
        desk.submit(draft("mine", TinyDataset.NAME, 3));

        assertEquals(RunState.CANCELLING, desk.cancel("mine", "enough").state());
        assertEquals(RunState.CANCELLING, desk.cancel("mine", "quite enough").state());

        assertEquals(List.of(new TrainingCancelled("mine", "enough", NOW)), log.cancellations);
        RunConflictException thrown =
                assertThrows(RunConflictException.class, () -> desk.submit(draft("mine", TinyDataset.NAME, 3)));
        assertTrue(String.valueOf(thrown.getMessage()).contains("/v1/training-runs/mine/resume"), thrown::getMessage);
    }

    @Test
    void aCancelledRunGoesOnByARequestThatIsLaterEvenWhereTheClockStandsStill() throws InterruptedException {
        desk.submit(draft("mine", TinyDataset.NAME, 3));
        desk.cancel("mine", null);

        assertEquals(RunState.REQUESTED, desk.resume("mine").state());
        assertEquals(RunState.REQUESTED, desk.resume("mine").state());

        assertEquals(2, log.requests.size());
        assertEquals(NOW.plusMillis(1), log.requests.get(1).requestedAt());
        assertEquals(RunState.CANCELLING, desk.cancel("mine", null).state());
        assertEquals(NOW.plusMillis(1), log.cancellations.get(1).requestedAt());
    }

    @Test
    void whatHasEndedOrIsUnknownCanNeitherBeCancelledNorGoOn() throws InterruptedException {
        desk.submit(draft("mine", TinyDataset.NAME, 3));
        book.heard(new TrainingProgressed(
                "mine",
                TrainingStatus.COMPLETED,
                3,
                3,
                9,
                Map.of(),
                0,
                Duration.ZERO,
                Duration.ZERO,
                "cpu",
                null,
                null,
                null));

        assertThrows(RunConflictException.class, () -> desk.cancel("mine", null));
        assertThrows(RunConflictException.class, () -> desk.resume("mine"));
        assertThrows(UnknownRunException.class, () -> desk.cancel("another", null));
        assertThrows(UnknownRunException.class, () -> desk.resume("another"));
        assertEquals(List.of(), log.cancellations);
        assertEquals(1, log.requests.size());
    }

    private void assertRefused(RunDraft draft, String told) {
        ImpossibleRunException thrown = assertThrows(ImpossibleRunException.class, () -> desk.submit(draft));
        assertTrue(String.valueOf(thrown.getMessage()).contains(told), thrown::getMessage);
    }

    private static RunDraft draft(@Nullable String runId, @Nullable String dataset, @Nullable Integer epochs) {
        return new RunDraft(runId, dataset, null, null, null, epochs, null, null, null);
    }
}
