package io.augmenta.ingest.folder;

import io.augmenta.artifacts.S3AccessException;
import io.augmenta.artifacts.S3Folder;
import io.augmenta.artifacts.S3Location;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** A place in a bucket. */
public final class BucketTree implements ImageTree {
    private static final int DENIED = 403;
    private static final int NOT_FOUND = 404;

    private final S3Folder objects;

    /** @param objects below that place */
    public BucketTree(S3Folder objects) {
        this.objects = objects;
    }

    @Override
    public Listing list(String path) throws IOException {
        try {
            S3Folder.Level level = objects.list(path.isEmpty() ? "" : path + "/");
            List<Listing.File> files = level.items().stream()
                    .map(item -> new Listing.File(item.name(), new FileContent.InBucket(objects, item)))
                    .toList();
            return Listing.of(level.folders(), files);
        } catch (S3AccessException e) {
            if (e.status() == NOT_FOUND) {
                throw impossible("unknown-bucket", "that is there", e);
            }
            if (e.status() == DENIED) {
                throw impossible("bucket-refused", "that this service's credentials may list and read", e);
            }
            throw e;
        }
    }

    private static ImpossibleIngestException impossible(String kind, String expected, S3AccessException cause) {
        ImpossibleIngestException impossible = new ImpossibleIngestException(
                kind, "folder: expected a bucket " + expected + ", but " + cause.getMessage());
        impossible.initCause(cause);
        return impossible;
    }

    @Override
    public String datasetName() {
        S3Location location = objects.location();
        String[] names = location.prefix().split("/", -1);
        // a prefix ends in a slash, so that its last name is the one before the last
        return IngestRequest.datasetNamed(names.length < 2 ? location.bucket() : names[names.length - 2]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BucketTree tree && tree.objects.location().equals(objects.location());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(objects.location());
    }

    @Override
    public String toString() {
        return objects.location().toString();
    }
}
