package io.augmenta.ingest.folder;

import io.augmenta.artifacts.S3Folders;
import io.augmenta.artifacts.S3Location;
import io.augmenta.ingest.ImpossibleIngestException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The places in buckets below which may be read; none, unless they are configured. Whoever can reach the service may otherwise have
 * it read all that its credentials can. Thread-safe; whoever made it closes what it was given.
 */
public final class AllowedBuckets {
    /** Stores that keep objects as files of such names may lead elsewhere by them. */
    private static final Pattern STEPS = Pattern.compile("(^|.*/)\\.{1,2}/.*");

    private final List<S3Location> allowed;
    private final S3Folders folders;

    /**
     * Asks nothing yet.
     *
     * @param allowed places; an empty prefix allows all of a bucket
     * @param folders reads them
     */
    public AllowedBuckets(List<S3Location> allowed, S3Folders folders) {
        this.allowed = List.copyOf(allowed);
        this.folders = folders;
    }

    /**
     * Checks a place.
     *
     * @param text as in a request, {@code s3://BUCKET/PREFIX}
     * @return what lies there
     * @throws ImpossibleIngestException if it is no such text, or outside of all that may be read; of what lies outside, not even
     *     whether it is there is told
     */
    public ImageTree check(String text) {
        S3Location wanted = parse(text);
        boolean inside = allowed.stream()
                .anyMatch(place -> place.bucket().equals(wanted.bucket())
                        && wanted.prefix().startsWith(place.prefix()));
        if (!inside || STEPS.matcher(wanted.prefix()).matches()) {
            throw new ImpossibleIngestException(
                    "bucket-not-allowed",
                    "folder: " + wanted + " is outside of the buckets that may be read (" + allowed
                            + "); allow more with augmenta.ingest.allowed-buckets");
        }
        return new BucketTree(folders.at(wanted));
    }

    private static S3Location parse(String text) {
        try {
            return S3Location.parse(text);
        } catch (IllegalArgumentException e) {
            ImpossibleIngestException impossible =
                    new ImpossibleIngestException("invalid-bucket", "folder: " + e.getMessage());
            impossible.initCause(e);
            throw impossible;
        }
    }
}
