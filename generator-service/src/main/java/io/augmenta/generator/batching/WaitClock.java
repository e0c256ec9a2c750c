package io.augmenta.generator.batching;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Time, and waiting by it. Thread-safe. */
public interface WaitClock {

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /**
     * Waits for a signal, at most so long; may also wake for no reason.
     *
     * @param condition its lock is held by the calling thread
     */
    void await(Condition condition, long nanos) throws InterruptedException;

    /** The machine's. */
    static WaitClock system() {
        return new WaitClock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            @SuppressWarnings({"ResultOfMethodCallIgnored", "WaitNotInLoop"}) // whoever waits looks at the clock again
            public void await(Condition condition, long nanos) throws InterruptedException {
                condition.await(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
