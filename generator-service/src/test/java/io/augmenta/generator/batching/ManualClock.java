package io.augmenta.generator.batching;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that passes only when a test says so. Whoever waits looks at it every now and then. */
final class ManualClock implements WaitClock {
    private final AtomicLong now = new AtomicLong(1_000_000);

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    @SuppressWarnings({"ResultOfMethodCallIgnored", "WaitNotInLoop"})
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(1, TimeUnit.MILLISECONDS);
    }

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
