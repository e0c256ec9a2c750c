package io.augmenta.export;

import io.augmenta.artifacts.S3AccessException;
import io.augmenta.artifacts.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * A bucket of S3, or a place in one. S3 cannot rename, so objects lie under their keys at once; the description is written last,
 * and where it is missing there is no export. Several objects are sent at a time, and few wait for it.
 */
public final class S3Target implements ExportTarget {
    private static final int AT_A_TIME = 16;
    private static final int WAITING = 2 * AT_A_TIME;
    private static final int DELETED_AT_A_TIME = 1000;

    private final S3Client client;
    private final S3Location location;
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME, S3Target::sender);
    private final Semaphore room = new Semaphore(WAITING);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private boolean occupied;
    private boolean begun;
    private boolean complete;

    private S3Target(S3Client client, S3Location location) {
        this.client = client;
        this.location = location;
    }

    /**
     * Prepares an export to that place.
     *
     * @param client the caller closes it, after the target
     * @param overwrite whether an earlier export there is replaced; it is removed when the first file is put, since S3 cannot
     *     exchange the two later
     * @throws UnusableTargetException if there is something that is not to be replaced
     * @throws S3AccessException if the place cannot be looked at
     */
    public static S3Target open(S3Client client, S3Location location, boolean overwrite) throws IOException {
        S3Target opened = new S3Target(client, location);
        try {
            opened.demandRoom(overwrite);
        } catch (IOException e) {
            opened.senders.shutdown();
            throw e;
        }
        return opened;
    }

    private static Thread sender(Runnable work) {
        Thread thread = new Thread(work, "export-to-s3");
        thread.setDaemon(true);
        return thread;
    }

    private void demandRoom(boolean overwrite) throws IOException {
        try {
            if (list(location.prefix(), 1).keyCount() == 0) {
                return;
            }
            // of all keys that begin so, the description's own comes first
            String description = location.key(Export.DESCRIPTION);
            boolean export = list(description, 1).contents().stream()
                    .anyMatch(object -> object.key().equals(description));
            if (!export) {
                throw UnusableTargetException.noExport(location.toString());
            }
            if (!overwrite) {
                throw UnusableTargetException.notEmpty(location.toString());
            }
            occupied = true;
        } catch (SdkException e) {
            throw S3AccessException.of("prepare an export", location, e);
        }
    }

    @Override
    public void put(String path, byte[] content, String mediaType) throws IOException {
        send(path, RequestBody.fromBytes(content), mediaType);
    }

    @Override
    public void put(String path, Path content, String mediaType) throws IOException {
        send(path, RequestBody.fromFile(content), mediaType);
        // the file is the caller's again afterwards
        awaitAll();
    }

    private void begin() throws IOException {
        begun = true;
        if (!occupied) {
            return;
        }
        try {
            client.deleteObject(request -> request.bucket(location.bucket()).key(location.key(Export.DESCRIPTION)));
            deleteAll();
            occupied = false;
        } catch (SdkException e) {
            throw S3AccessException.of("remove the earlier export", location, e);
        }
    }

    private void send(String path, RequestBody content, String mediaType) throws IOException {
        if (!begun || occupied) {
            begin();
        }
        throwFailure();
        room.acquireUninterruptibly();
        senders.execute(() -> {
            try {
                client.putObject(
                        request -> request.bucket(location.bucket())
                                .key(location.key(path))
                                .contentType(mediaType),
                        content);
            } catch (SdkException e) {
                failure.compareAndSet(null, S3AccessException.of("put a file of the export", location, e));
            } catch (RuntimeException e) {
                // such as a file that cannot be read: an export that lacks it must not be completed
                failure.compareAndSet(null, new IOException("a file of the export cannot be sent: " + e, e));
            } finally {
                room.release();
            }
        });
    }

    private void throwFailure() throws IOException {
        IOException happened = failure.get();
        if (happened != null) {
            throw new IOException(happened.getMessage(), happened);
        }
    }

    private void awaitAll() throws IOException {
        room.acquireUninterruptibly(WAITING);
        room.release(WAITING);
        throwFailure();
    }

    @Override
    public void complete(String path, byte[] content, String mediaType) throws IOException {
        awaitAll();
        put(path, content, mediaType);
        awaitAll();
        complete = true;
    }

    @Override
    public String description() {
        return location.toString();
    }

    @Override
    public void close() throws IOException {
        // all that was begun has come to its end then, and nothing is written after it was removed
        room.acquireUninterruptibly(WAITING);
        room.release(WAITING);
        senders.shutdown();
        if (complete || !begun) {
            return;
        }
        try {
            deleteAll();
        } catch (SdkException e) {
            throw S3AccessException.of("remove an unfinished export", location, e);
        }
    }

    private ListObjectsV2Response list(String prefix, int atMost) {
        return client.listObjectsV2(
                request -> request.bucket(location.bucket()).prefix(prefix).maxKeys(atMost));
    }

    private void deleteAll() {
        for (ListObjectsV2Response found = list(location.prefix(), DELETED_AT_A_TIME);
                !found.contents().isEmpty();
                found = list(location.prefix(), DELETED_AT_A_TIME)) {
            List<ObjectIdentifier> keys = found.contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            List<S3Error> refused = client.deleteObjects(
                            request -> request.bucket(location.bucket()).delete(delete -> delete.objects(keys)))
                    .errors();
            // else it would be listed and refused for ever
            if (!refused.isEmpty()) {
                throw SdkClientException.create(refused.size() + " of " + keys.size() + " objects stay: "
                        + refused.get(0).code() + " (" + refused.get(0).message() + ")");
            }
        }
    }
}
