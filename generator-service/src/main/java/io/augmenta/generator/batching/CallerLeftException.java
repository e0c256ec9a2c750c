package io.augmenta.generator.batching;

/** The client is no longer there; nobody hears of this. */
public final class CallerLeftException extends NotServedException {

    CallerLeftException() {
        super("the client left before its images were made");
    }
}
