package io.augmenta.contracts;

/** What is told of watched folders. */
public sealed interface WatchEvent extends Event permits FolderWatch, FolderIngested {
    /** {@return the name of the data set that the folder's images become} */
    String dataset();
}
