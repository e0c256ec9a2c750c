package io.augmenta.contracts;

/** What was done so that a synthetic image is no copy of a training image. */
public enum CopyGuard {
    /** It was compared with all training images of its checkpoint and is a near copy of none. */
    CHECKED("checked"),
    /** It was not compared, since the guard is switched off by configuration. */
    OFF("off"),
    /** It was not compared, since its checkpoint carries no fingerprints of its training images. */
    NO_INDEX("unguarded"),
    /** Nobody said, as before there was a guard; or something that this version of the program does not know. */
    UNKNOWN("unknown");

    private final String label;

    CopyGuard(String label) {
        this.label = label;
    }

    /** The word for it in files, headers and cards. */
    public String label() {
        return label;
    }
}
