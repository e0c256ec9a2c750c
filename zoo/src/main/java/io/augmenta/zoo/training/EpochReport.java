package io.augmenta.zoo.training;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one finished epoch went.
 *
 * @param epoch its number, from 1
 * @param epochs how many the plan asks for
 * @param step generator steps since the run began, counted across resumes
 * @param losses means over the epoch, by name, in a fixed order; {@code critic}, {@code generator},
 *     {@code gradient_penalty} (unweighted) and {@code gradient_norm}
 * @param imagesPerSecond real images per second in this epoch; an image counts once however many critic steps it serves
 * @param duration time spent on this epoch by the process that finished it
 */
public record EpochReport(
        int epoch, int epochs, long step, Map<String, Double> losses, double imagesPerSecond, Duration duration) {

    /** Copies the losses. */
    public EpochReport {
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    }

    EpochReport withLosses(Map<String, Double> others) {
        return new EpochReport(epoch, epochs, step, others, imagesPerSecond, duration);
    }
}
