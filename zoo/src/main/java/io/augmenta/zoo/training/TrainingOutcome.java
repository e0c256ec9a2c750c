package io.augmenta.zoo.training;

/** How a call of {@link GenerativeTrainer#train} ended, with the snapshot that the listener got last. */
public sealed interface TrainingOutcome {

    /** The snapshot at the end. */
    TrainingSnapshot snapshot();

    /** All epochs are done. */
    record Completed(TrainingSnapshot snapshot) implements TrainingOutcome {}

    /** The stop signal was seen; the snapshot resumes at exactly the next step. */
    record Stopped(TrainingSnapshot snapshot) implements TrainingOutcome {}
}
