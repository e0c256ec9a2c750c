package io.augmenta.export;

/** Hears how an export gets on, and can stop it. */
public interface ExportObserver {

    /** So many images of so many are written; called after each batch, on the thread of the export. */
    void exported(long images, long ofImages);

    /** Asked after each batch: whether the export is to end, with an {@link ExportStoppedException}. */
    boolean stopped();
}
