package io.augmenta.export;

/** The export was told to end before all was written. */
public final class ExportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportStoppedException(long images, long ofImages) {
        super("the export was stopped after " + images + " of " + ofImages + " images");
    }
}
