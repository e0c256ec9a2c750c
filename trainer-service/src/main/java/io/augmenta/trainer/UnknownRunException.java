package io.augmenta.trainer;

import java.io.Serial;

/** A run that nobody has asked for, as far as this trainer has heard. */
public final class UnknownRunException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param runId the run
     */
    public UnknownRunException(String runId) {
        super("there is no training run " + runId + "; see /v1/training-runs");
    }
}
