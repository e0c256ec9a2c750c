package io.augmenta.generator.rest;

import java.time.Duration;

/** Other requests keep the generator busy. */
final class TooBusyException extends Exception {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    TooBusyException(Duration waited) {
        super("other requests keep the generator busy; this one waited " + waited.toMillis() + " ms for its turn, try"
                + " again in " + RETRY_AFTER.toSeconds() + " seconds");
    }

    Duration retryAfter() {
        return RETRY_AFTER;
    }
}
