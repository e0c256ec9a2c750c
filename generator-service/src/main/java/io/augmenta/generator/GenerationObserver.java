package io.augmenta.generator;

import io.augmenta.generator.batching.DeadlineExceededException;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.batching.TooBusyException;
import java.time.Duration;

/** Learns how requests get on, for meters. Thread-safe. */
public interface GenerationObserver {

    /** Which way a request came. */
    enum Channel {
        /** As an event of the log. */
        LOG,
        /** Over HTTP. */
        REST
    }

    /** How a request ended. */
    enum Outcome {
        /** All images were delivered. */
        COMPLETED,
        /** It asked for what is not possible. */
        REFUSED,
        /** It was possible, but did not work. */
        FAILED,
        /** Its deadline passed. */
        EXPIRED,
        /** The client was gone before the end. */
        LEFT,
        /** The service was shut down before the end; the request is delivered again. */
        STOPPED;

        /** How a request ends that is not served. */
        public static Outcome of(NotServedException reason) {
            if (reason instanceof TooBusyException) {
                return REFUSED;
            }
            return reason instanceof DeadlineExceededException ? EXPIRED : LEFT;
        }
    }

    /** Images were made. */
    void imagesMade(Channel channel, int images);

    /** A request has ended. */
    void answered(Channel channel, Outcome outcome, Duration took);
}
