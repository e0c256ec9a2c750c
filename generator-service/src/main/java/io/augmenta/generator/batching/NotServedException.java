package io.augmenta.generator.batching;

/** A possible request that is not served now. The message says why, and what to do. */
public abstract sealed class NotServedException extends Exception
        permits TooBusyException, DeadlineExceededException, CallerLeftException {

    NotServedException(String message) {
        super(message);
    }
}
