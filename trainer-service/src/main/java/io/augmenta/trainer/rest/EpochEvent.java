package io.augmenta.trainer.rest;

import io.augmenta.contracts.TrainingProgressed;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An epoch, as it is told to those who follow a run.
 *
 * @param epoch its number, from 1
 * @param epochs epochs asked for
 * @param step optimiser steps of the generator so far
 * @param losses means over it by name
 * @param imagesPerSecond real images per second in it
 * @param elapsedSeconds time spent on the run
 * @param remainingSeconds estimate of the time to go
 * @param device what it ran on
 * @param residentBytes memory of the trainer's process that lay in RAM; null where the trainer did not tell
 */
public record EpochEvent(
        int epoch,
        int epochs,
        long step,
        Map<String, Double> losses,
        double imagesPerSecond,
        double elapsedSeconds,
        double remainingSeconds,
        String device,
        @Nullable Long residentBytes) {

    static EpochEvent of(TrainingProgressed progress) {
        return new EpochEvent(
                progress.epoch(),
                progress.epochs(),
                progress.step(),
                new TreeMap<>(progress.losses()),
                progress.imagesPerSecond(),
                RunSummary.seconds(progress.elapsed()),
                RunSummary.seconds(progress.remaining()),
                progress.device(),
                progress.residentBytes());
    }
}
