package io.augmenta.generator.batching;

import java.time.Duration;

/** There is no room for the request now. */
public final class TooBusyException extends NotServedException {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(60);

    private final Duration retryAfter;

    private TooBusyException(String reason, Duration retryAfter) {
        super(reason + "; try again in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    static TooBusyException queueFull(int waiting, int capacity, double secondsToEmpty) {
        long seconds = Math.max(SOON.toSeconds(), Math.min(LATE.toSeconds(), (long) Math.ceil(secondsToEmpty)));
        return new TooBusyException(
                "the generator's queue is full: " + waiting + " images wait and there is room for " + capacity,
                Duration.ofSeconds(seconds));
    }

    static TooBusyException tooManyRequests(int requests) {
        return new TooBusyException(requests + " requests are being served, which is the most at once", SOON);
    }

    /** When there may be room, in whole seconds, at least 1. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
