package io.augmenta.quickstart.platform;

import java.util.List;

/** Which services of this application take requests from the log. */
public enum ServiceSelection {
    /** All of them. */
    ALL,
    /** The trainer alone: the others are there, but no request reaches them. */
    TRAINER;

    /** Channels that are not connected. */
    List<String> silentChannels() {
        return this == ALL ? List.of() : List.of("generation-requests", "evaluation-requests");
    }
}
