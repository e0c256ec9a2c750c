package io.augmenta.generator.rest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few requests work at once and makes the others wait, but not for long. Thread-safe, fair. */
public final class RequestTurns {
    private final Semaphore turns;
    private final Duration waitAtMost;

    /**
     * Sets how many and how long.
     *
     * @param concurrentRequests at least 1
     * @param waitAtMost how long one waits for its turn
     */
    public RequestTurns(int concurrentRequests, Duration waitAtMost) {
        if (concurrentRequests < 1) {
            throw new IllegalArgumentException("expected at least 1 concurrent request, got " + concurrentRequests);
        }
        this.turns = new Semaphore(concurrentRequests, true);
        this.waitAtMost = waitAtMost;
    }

    /**
     * Waits for a turn, which must be {@link #end}ed.
     *
     * @throws TooBusyException if none comes in time
     */
    void begin() throws TooBusyException, InterruptedException {
        if (!turns.tryAcquire(waitAtMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TooBusyException(waitAtMost);
        }
    }

    void end() {
        turns.release();
    }
}
