package io.augmenta.quickstart.study;

import org.jspecify.annotations.Nullable;

/** A study cannot go on; the message says at which stage, why, and what may be done about it. */
public final class StudyFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what. */
    public StudyFailedException(String message) {
        this(message, null);
    }

    /** Says what, and what led to it. */
    public StudyFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
