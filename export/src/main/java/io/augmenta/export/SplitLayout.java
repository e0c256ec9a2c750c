package io.augmenta.export;

/** How the splits show in the files. They stand in the table of metadata in any case. */
public enum SplitLayout {
    /** A folder for each split, with the folders of the classes in it. */
    FOLDERS,
    /** In the table alone; the folders of the classes lie side by side. */
    COLUMN
}
