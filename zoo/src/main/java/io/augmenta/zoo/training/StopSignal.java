package io.augmenta.zoo.training;

/** Asks a run to stop; looked at before every generator step, from the training thread. */
@FunctionalInterface
public interface StopSignal {

    /** Whether to stop now. */
    boolean stopRequested();

    /** Never asks to stop. */
    static StopSignal never() {
        return () -> false;
    }
}
