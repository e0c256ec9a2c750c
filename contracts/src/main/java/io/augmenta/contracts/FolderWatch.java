package io.augmenta.contracts;

import java.time.Duration;
import java.time.Instant;

/**
 * A folder whose images become versions of a data set as they arrive. There is one for each data set, and the latest counts.
 *
 * @param dataset name of the data set
 * @param folder absolute path of the folder on the ingest service's machine
 * @param imageSizePixels edge length that images are brought to
 * @param splitRule how images are divided
 * @param seed what the division is drawn from
 * @param every from one look at the folder to the next
 * @param quiet for how long nothing must have changed before it is ingested
 * @param atLatest how long a change waits for that at most; then the files that rest for so long are ingested
 * @param active whether it is watched
 * @param setAt when it was set, to the millisecond
 */
public record FolderWatch(
        String dataset,
        String folder,
        int imageSizePixels,
        SplitRule splitRule,
        long seed,
        Duration every,
        Duration quiet,
        Duration atLatest,
        boolean active,
        Instant setAt)
        implements WatchEvent {
    /** Checks names, size and times. */
    public FolderWatch {
        Check.notBlank("data set of a watch", dataset);
        Check.notBlank("folder of a watch", folder);
        Check.atLeast("image size of a watch in pixels", 1, imageSizePixels);
        Check.atLeast("milliseconds between two looks of a watch", 100, every.toMillis());
        Check.atLeast("quiet milliseconds of a watch", 0, quiet.toMillis());
        if (atLatest.compareTo(quiet) < 0) {
            throw new InvalidEventException(
                    "longest wait of a watch: expected at least its quiet time " + quiet + ", got " + atLatest);
        }
    }

    /** The same, set at another time. */
    public FolderWatch at(Instant time) {
        return new FolderWatch(dataset, folder, imageSizePixels, splitRule, seed, every, quiet, atLatest, active, time);
    }

    /** The same, no longer watched. */
    public FolderWatch ended(Instant at) {
        return new FolderWatch(dataset, folder, imageSizePixels, splitRule, seed, every, quiet, atLatest, false, at);
    }

    @Override
    public String key() {
        return dataset;
    }
}
