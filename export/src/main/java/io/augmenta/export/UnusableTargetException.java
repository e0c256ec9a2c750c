package io.augmenta.export;

import java.io.IOException;

/** Nothing can be exported there, as it stands. */
public final class UnusableTargetException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableTargetException(String message) {
        super(message);
    }

    static UnusableTargetException notWritable(String target, IOException cause) {
        UnusableTargetException refused =
                new UnusableTargetException(target + " cannot be written; choose another place (" + cause + ")");
        refused.initCause(cause);
        return refused;
    }

    static UnusableTargetException notEmpty(String target) {
        return new UnusableTargetException(
                target + " is not empty; choose another, or say --overwrite to replace an earlier export there");
    }

    static UnusableTargetException noExport(String target) {
        return new UnusableTargetException(target + " holds something that is no export (it has no "
                + Export.DESCRIPTION + "), which is never replaced; choose another place");
    }
}
