package io.augmenta.ingest.watch;

import io.augmenta.ingest.folder.FolderSnapshot;
import io.augmenta.ingest.folder.FolderSnapshot.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Since when the files of a folder are as they are, by this process's own clock: that of a network share may be another one. For
 * one thread at a time.
 */
final class FolderHistory {
    private final Map<String, Seen> files = new HashMap<>();
    private Instant changedAt = Instant.MIN;

    private record Seen(Stamp stamp, Instant since) {}

    /** Takes note of what a look found. */
    void saw(FolderSnapshot snapshot, Instant now) {
        boolean left = files.keySet().retainAll(snapshot.files().keySet());
        boolean changed = false;
        for (Map.Entry<String, Stamp> file : snapshot.files().entrySet()) {
            Seen before = files.get(file.getKey());
            if (before == null || !before.stamp().equals(file.getValue())) {
                files.put(file.getKey(), new Seen(file.getValue(), now));
                changed = true;
            }
        }
        if (left || changed) {
            changedAt = now;
        }
    }

    /** When a change was seen last. */
    Instant changedAt() {
        return changedAt;
    }

    /** The files of a snapshot that have been as they are for so long. */
    FolderSnapshot resting(FolderSnapshot snapshot, Duration quiet, Instant now) {
        TreeMap<String, Stamp> resting = new TreeMap<>(snapshot.files());
        resting.keySet().removeIf(source -> {
            Seen seen = files.get(source);
            return seen == null || seen.since().plus(quiet).isAfter(now);
        });
        return new FolderSnapshot(resting);
    }
}
