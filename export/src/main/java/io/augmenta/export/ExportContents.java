package io.augmenta.export;

/** Which images are exported. */
public enum ExportContents {
    /** The images of the version. */
    REAL,
    /** Synthetic images alone. */
    SYNTHETIC,
    /** The images of the version, and synthetic ones beside those of its training split. */
    MIXED;

    boolean real() {
        return this != SYNTHETIC;
    }

    boolean synthetic() {
        return this != REAL;
    }
}
