package io.augmenta.contracts;

/** What a trainer says while it works on a run; keyed by the run. */
public sealed interface TrainingEvent extends Event permits TrainingProgressed {
    /** {@return the run that this is about} */
    String runId();

    @Override
    default String key() {
        return runId();
    }
}
