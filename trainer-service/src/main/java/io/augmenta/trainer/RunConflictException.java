package io.augmenta.trainer;

import java.io.Serial;

/** Something that cannot be done with a run as it stands. The message says how it stands and what is possible. */
public final class RunConflictException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message how the run stands, and what is possible
     */
    public RunConflictException(String message) {
        super(message);
    }
}
