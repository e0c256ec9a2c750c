package io.augmenta.generator;

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
        /** The service was shut down before the end; the request is delivered again. */
        STOPPED
    }

    /** Images were made. */
    void imagesMade(Channel channel, int images);

    /** A request has ended. */
    void answered(Channel channel, Outcome outcome, Duration took);
}
