package io.augmenta.zoo.training;

/**
 * Where a run begins or goes on.
 *
 * @param device where it computes, in words
 * @param stepsPerEpoch generator steps of one epoch
 * @param epochsDone epochs finished before, 0 for a fresh run
 * @param stepsDone generator steps done before, 0 for a fresh run
 */
public record TrainingStart(String device, int stepsPerEpoch, int epochsDone, long stepsDone) {

    /** Whether the run goes on from a snapshot. */
    public boolean resumed() {
        return stepsDone > 0;
    }
}
