package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TrainingSlotTest {
    private final TrainingSlot slot = new TrainingSlot();

    @Test
    void takesOneRunAtATime() {
        assertTrue(slot.enter());
        assertThrows(IllegalStateException.class, slot::enter);
        slot.leave();
        assertTrue(slot.enter());
    }

    @Test
    void takesNoRunOnceItIsClosed() throws InterruptedException {
        assertTrue(slot.close(Duration.ZERO));
        assertFalse(slot.enter());
    }

    @Test
    void closingWaitsForTheRunInIt() throws Exception {
        assertTrue(slot.enter());
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> closed(Duration.ofMinutes(1)));
        assertThrows(TimeoutException.class, () -> closing.get(200, TimeUnit.MILLISECONDS));
        slot.leave();
        assertTrue(closing.get(20, TimeUnit.SECONDS));
    }

    @Test
    void closingDoesNotWaitForEver() throws InterruptedException {
        assertTrue(slot.enter());
        assertFalse(slot.close(Duration.ofMillis(20)));
        assertTrue(slot.closed());
    }

    @Test
    void isIdleOnlyWhenNoRunWasInItForTheWholeTime() throws Exception {
        assertTrue(slot.enter());
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> idle(Duration.ofMillis(400)));
        Thread.sleep(600);
        assertFalse(idle.isDone(), "idle with a run in it");
        slot.leave();
        Thread.sleep(200);
        assertTrue(slot.enter());
        slot.leave();
        long lastRunEnded = System.nanoTime();
        assertTrue(idle.get(20, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - lastRunEnded >= 390_000_000L, "the time before the last run was counted");
    }

    @Test
    void aPlaceThatClosesIsNotIdle() throws Exception {
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> idle(Duration.ofMinutes(10)));
        slot.close(Duration.ZERO);
        assertFalse(idle.get(20, TimeUnit.SECONDS));
    }

    private boolean idle(Duration patience) {
        try {
            return slot.awaitIdle(patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean closed(Duration atMost) {
        try {
            return slot.close(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
