package io.augmenta.contracts;

import java.time.Instant;

/**
 * What a watched folder held when it was ingested last. There is one for each data set, and the latest counts.
 *
 * @param dataset name of the data set
 * @param stateSha256 SHA-256 of the watch's settings and of the names, sizes and times of the files
 * @param files how many files there were
 * @param ingestId the ingest
 * @param version the version that it sealed, or found sealed
 * @param at when it ended
 */
public record FolderIngested(
        String dataset, String stateSha256, long files, String ingestId, String version, Instant at)
        implements WatchEvent {
    /** Checks the names and the digest. */
    public FolderIngested {
        Check.notBlank("data set of an ingested folder", dataset);
        Check.notBlank("version of an ingested folder", version);
        Check.sha256("state of an ingested folder", stateSha256);
    }

    /** No data set has a slash in its name, so this is never the key of a watch. */
    @Override
    public String key() {
        return key(dataset);
    }

    /** The key for a data set. */
    public static String key(String dataset) {
        return dataset + "/ingested";
    }
}
