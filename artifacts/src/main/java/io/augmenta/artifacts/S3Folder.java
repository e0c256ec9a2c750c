package io.augmenta.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects below a place in S3, read as if slashes in their keys parted folders. Nothing is written. What fails for a moment is
 * tried again as the SDK's retry settings say. Thread-safe.
 */
public final class S3Folder {
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    private final S3Client client;
    private final S3Location location;
    private final int keysPerRequest;

    /**
     * Nothing is asked yet: a bucket that is not there shows at the first use.
     *
     * @param client the caller closes it, after the last use of this
     */
    public S3Folder(S3Client client, S3Location location) {
        // as many as S3 gives at most
        this(client, location, 1_000);
    }

    S3Folder(S3Client client, S3Location location, int keysPerRequest) {
        this.client = client;
        this.location = location;
        this.keysPerRequest = keysPerRequest;
    }

    /**
     * An object as it was when it was listed.
     *
     * @param name what its key ends in, after the last slash
     * @param key its whole key
     * @param sizeBytes its size
     * @param entityTag tells this content from another under the same key
     */
    public record Item(String name, String key, long sizeBytes, String entityTag) {}

    /**
     * What lies directly below a place.
     *
     * @param folders names of folders, without slashes
     * @param items objects; those that only mark a folder, with a key that ends in a slash, are left out
     */
    public record Level(List<String> folders, List<Item> items) {
        /** Copies the lists. */
        public Level {
            folders = List.copyOf(folders);
            items = List.copyOf(items);
        }
    }

    /**
     * Lists what lies directly in a folder, in as many requests as that takes. Where there is nothing, both lists are empty.
     *
     * @param below the folder's path from this place: empty for the place itself, otherwise ending in a slash
     * @throws S3AccessException if it cannot be listed: the bucket is not there, access is denied, or S3 cannot be reached
     */
    public Level list(String below) throws S3AccessException {
        String prefix = location.key(below);
        List<String> folders = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(request -> request.bucket(location.bucket())
                    .prefix(prefix)
                    .delimiter("/")
                    .maxKeys(keysPerRequest))) {
                for (CommonPrefix folder : page.commonPrefixes()) {
                    String path = folder.prefix();
                    folders.add(path.substring(prefix.length(), path.length() - 1));
                }
                for (S3Object object : page.contents()) {
                    if (object.key().length() > prefix.length()) {
                        items.add(new Item(
                                object.key().substring(prefix.length()), object.key(), object.size(), object.eTag()));
                    }
                }
            }
        } catch (SdkException e) {
            throw S3AccessException.of("list objects", location, e);
        }
        return new Level(folders, items);
    }

    /**
     * Reads a whole object into memory; its size is as it was listed.
     *
     * @throws S3ObjectChangedException if it is not what was listed any more
     * @throws S3AccessException if it cannot be read
     */
    public byte[] read(Item item) throws S3ObjectChangedException, S3AccessException {
        try {
            return client.getObject(
                            request -> request.bucket(location.bucket())
                                    .key(item.key())
                                    .ifMatch(item.entityTag()),
                            ResponseTransformer.toBytes())
                    .asByteArrayUnsafe();
        } catch (AwsServiceException e) {
            boolean gone = e.statusCode() == NOT_FOUND && !bucketIsGone(e);
            if (gone || e.statusCode() == CHANGED) {
                throw new S3ObjectChangedException(location, e);
            }
            throw S3AccessException.of("read an object", location, e);
        } catch (SdkException e) {
            throw S3AccessException.of("read an object", location, e);
        }
    }

    private static boolean bucketIsGone(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter("NoSuchBucket"::equals)
                .isPresent();
    }

    /** The place. */
    public S3Location location() {
        return location;
    }
}
