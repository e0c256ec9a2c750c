package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
        CountDownLatch closedSeen = new CountDownLatch(1);
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> {
            closedSeen.countDown();
            return closed(Duration.ofMinutes(1));
        });
        closedSeen.await();
        assertFalse(closing.isDone());
        slot.leave();
        assertTrue(closing.get());
    }

    @Test
    void closingDoesNotWaitForEver() throws InterruptedException {
        assertTrue(slot.enter());
        assertFalse(slot.close(Duration.ofMillis(20)));
        assertTrue(slot.closed());
    }

    private boolean closed(Duration atMost) {
        try {
            return slot.close(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
