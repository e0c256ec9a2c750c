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
 * @param losses means over the epoch, by name, in a fixed order. Of {@code wgan-gp}: {@code critic}, {@code generator},
 *     {@code gradient_penalty} (unweighted), {@code gradient_norm} (the critic's gradient with respect to mixed images). Of
 *     {@code cgan}: {@code discriminator}, {@code generator}, {@code gradient_norm} (the discriminator's loss with respect
 *     to its weights). Of the autoencoders: {@code total}, {@code reconstruction}, {@code kl}, summed over pixels and
 *     latents in nats, and {@code gradient_norm}; and by the end of the epoch, of every split held out,
 *     {@code validation_reconstruction}, {@code validation_kl} and so on. Of all: {@code diversity} at the end of the
 *     epoch, how much the samples of the least diverse class differ, as a share of how much its real images do
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
