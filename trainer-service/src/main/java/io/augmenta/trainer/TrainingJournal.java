package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.UnpublishedEventException;

/**
 * Where a trainer tells what it does. Each call returns when the event is stored for good and throws
 * {@link UnpublishedEventException} when it cannot be.
 */
public interface TrainingJournal {

    /** Asks for a run. */
    void requested(TrainingRequested request);

    /** Asks a run to stop. */
    void cancelled(TrainingCancelled cancellation);

    /** Says how a run gets on. */
    void progressed(TrainingProgressed progress);

    /** Announces a checkpoint, whose artifacts must be in the store by now. */
    void published(CheckpointPublished checkpoint);
}
