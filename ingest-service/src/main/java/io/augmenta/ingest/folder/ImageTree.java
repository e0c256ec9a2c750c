package io.augmenta.ingest.folder;

import java.io.IOException;

/** Where class folders lie. Its text tells people where that is. Immutable, for any thread. */
public sealed interface ImageTree permits FolderTree, BucketTree {
    /**
     * Lists what lies directly in a folder.
     *
     * @param path of the folder from the top, with slashes; empty for the top itself
     * @return what there is, by name
     * @throws io.augmenta.ingest.ImpossibleIngestException if there is no such place, or it may not be read
     * @throws IOException if it cannot be listed
     */
    Listing list(String path) throws IOException;

    /** {@return a valid name for a data set that was given none} */
    String datasetName();
}
