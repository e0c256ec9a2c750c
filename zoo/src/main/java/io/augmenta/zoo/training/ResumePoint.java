package io.augmenta.zoo.training;

import java.util.List;

/**
 * Where an earlier run stopped. Times are not part of the state, so that equal training has equal bytes; they come
 * back with the history.
 *
 * @param state {@link TrainingSnapshot#state()}
 * @param history {@link TrainingSnapshot#history()}: a report for each epoch finished
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, not compared
public record ResumePoint(byte[] state, List<EpochReport> history) {

    /** Copies the history. */
    public ResumePoint {
        history = List.copyOf(history);
    }
}
