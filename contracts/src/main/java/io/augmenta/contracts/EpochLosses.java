package io.augmenta.contracts;

import java.util.Map;

/**
 * The losses of an epoch.
 *
 * @param epoch the epoch, from 1
 * @param losses means over the epoch by name
 * @param seconds how long the epoch took
 */
public record EpochLosses(int epoch, Map<String, Double> losses, double seconds) {
    /** Copies the map. */
    public EpochLosses {
        Check.atLeast("number of an epoch", 1, epoch);
        losses = Map.copyOf(losses);
    }
}
