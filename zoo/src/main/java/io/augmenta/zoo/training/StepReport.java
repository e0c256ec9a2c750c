package io.augmenta.zoo.training;

import java.time.Duration;

/**
 * A finished generator step with its critic steps.
 *
 * @param epoch the epoch it belongs to, from 1
 * @param epochs how many the plan asks for
 * @param stepInEpoch its number in the epoch, from 1
 * @param stepsPerEpoch steps of one epoch
 * @param step its number in the run, from 1, counted across resumes
 * @param elapsed time since this process began or resumed the run
 * @param remaining estimate of the time to the end of the plan, from the steps of this process so far
 */
public record StepReport(
        int epoch, int epochs, int stepInEpoch, int stepsPerEpoch, long step, Duration elapsed, Duration remaining) {}
