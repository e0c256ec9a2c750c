package io.augmenta.generator.batching;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever wants images: how long it waits for them, and whether it is still there. One thread at a time has images made
 * for it; any thread may say that it has left.
 */
public final class Caller {
    private final @Nullable Duration given;
    private final long deadlineNanos;
    private boolean admitted;
    private final BooleanSupplier gone;
    private volatile boolean left;
    private @Nullable Runnable whenLeft;

    private Caller(boolean admitted, @Nullable Duration given, long deadlineNanos, BooleanSupplier gone) {
        this.admitted = admitted;
        this.given = given;
        this.deadlineNanos = deadlineNanos;
        this.gone = gone;
    }

    /** One that waits for room in the queue and for its images as long as it takes. */
    public static Caller patient() {
        return new Caller(true, null, 0, () -> false);
    }

    /**
     * One that waits for room in the queue and for its images until its deadline.
     *
     * @param clock the clock of the runs that it will share
     * @param deadline from now until all is made; not above 0 where it has passed
     */
    public static Caller patient(WaitClock clock, Duration deadline) {
        return new Caller(true, deadline, clock.nanoTime() + deadline.toNanos(), () -> false);
    }

    /**
     * One that is told at once where there is no room for its first images. For those that follow it waits, since its
     * answer has begun.
     *
     * @param clock the clock of the runs that it will share
     * @param deadline from now until all is made; none for as long as it takes
     * @param gone whether it has left without saying so; asked whenever images are to be made for it
     */
    public static Caller refusable(WaitClock clock, Optional<Duration> deadline, BooleanSupplier gone) {
        return new Caller(
                false,
                deadline.orElse(null),
                clock.nanoTime() + deadline.map(Duration::toNanos).orElse(0L),
                gone);
    }

    /** Takes the caller out of whatever queue it waits in, now and later. */
    public void leave() {
        Runnable wake;
        synchronized (this) {
            left = true;
            wake = whenLeft;
        }
        if (wake != null) {
            wake.run();
        }
    }

    /**
     * Checks that it still waits.
     *
     * @param nowNanos the time on the clock of its runs
     * @throws CallerLeftException if it has left
     * @throws DeadlineExceededException if its deadline has passed
     */
    public void requireWaiting(long nowNanos) throws CallerLeftException, DeadlineExceededException {
        if (left || gone.getAsBoolean()) {
            throw new CallerLeftException();
        }
        if (given != null && remainingNanos(nowNanos) <= 0) {
            throw new DeadlineExceededException(given);
        }
    }

    boolean waits(long nowNanos) {
        return !left && !gone.getAsBoolean() && remainingNanos(nowNanos) > 0;
    }

    /** What is left of its time. */
    long remainingNanos(long nowNanos) {
        return given == null ? Long.MAX_VALUE : deadlineNanos - nowNanos;
    }

    boolean admitted() {
        return admitted;
    }

    void admit() {
        admitted = true;
    }

    synchronized void whenLeft(@Nullable Runnable wake) {
        whenLeft = wake;
    }
}
