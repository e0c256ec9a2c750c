package io.augmenta.zoo.classifier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch of a fit came to.
 *
 * @param epoch from 1
 * @param epochs how many there will be
 * @param loss mean cross entropy over the epoch's training images, as augmented and with smoothed labels
 * @param accuracy share of them classified right, each before the step that learned from it
 * @param validationAccuracy share of the validation images classified right after the epoch; null when there are none
 * @param imagesPerSecond training images seen per second of this epoch, validation left out
 * @param elapsed since the fit began
 */
public record ClassifierEpoch(
        int epoch,
        int epochs,
        double loss,
        double accuracy,
        @Nullable Double validationAccuracy,
        double imagesPerSecond,
        Duration elapsed) {}
