package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingRequested;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunDeskTest {
    private final RememberedLog log = new RememberedLog();
    private final RunBook book = new RunBook();
    private final RunDesk desk = new RunDesk(log, new RunPlanner(log), book, log);

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

    private void assertRefused(RunDraft draft, String told) {
        ImpossibleRunException thrown = assertThrows(ImpossibleRunException.class, () -> desk.submit(draft));
        assertTrue(String.valueOf(thrown.getMessage()).contains(told), thrown::getMessage);
    }

    private static RunDraft draft(@Nullable String runId, @Nullable String dataset, @Nullable Integer epochs) {
        return new RunDraft(runId, dataset, null, null, null, epochs, null, null);
    }
}
