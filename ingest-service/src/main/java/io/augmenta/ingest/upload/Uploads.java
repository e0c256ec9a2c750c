package io.augmenta.ingest.upload;

import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.QueueFullException;
import io.augmenta.ingest.folder.FileSelection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes archives, unpacks them into folders of their own, and has these ingested. A folder is deleted when its ingest has ended,
 * whatever the end, and what a process left that was killed, when one starts on the same machine. Thread-safe.
 */
public final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final String PREFIX = "augmenta-uploads-";
    private static final int AT_ONCE = 4;
    private static final String QUEUE_FULL = "queue-full";
    private static final String NOT_RECEIVED = "not-received";

    private final Path folder;
    private final UploadLimits limits;
    private final IngestQueue queue;
    private final UploadObserver observer;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * Makes one.
     *
     * @param base where archives are unpacked, in a folder for this process
     * @param limits what an archive may cost
     * @param queue takes the ingests
     * @param observer hears what becomes of archives
     */
    public Uploads(Path base, UploadLimits limits, IngestQueue queue, UploadObserver observer) {
        this.folder =
                base.toAbsolutePath().resolve(PREFIX + ProcessHandle.current().pid());
        this.limits = limits;
        this.queue = queue;
        this.observer = observer;
    }

    /** Deletes what processes left that are no more: they may be images of patients. */
    public void clean() {
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            for (Path sibling : siblings.filter(this::isAbandoned).toList()) {
                delete(sibling);
                LOG.info("event=abandoned_upload_deleted");
            }
        } catch (IOException e) {
            LOG.warn("event=abandoned_uploads_kept kind={}", e.getClass().getSimpleName());
        }
    }

    private boolean isAbandoned(Path sibling) {
        String name = String.valueOf(sibling.getFileName());
        if (!name.matches(PREFIX + "\\d{1,18}")) {
            return false;
        }
        // a process has not uploaded anything before it cleans, so what has its number is of another one before
        return sibling.equals(folder)
                || ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
                        .isEmpty();
    }

    /**
     * Takes an archive.
     *
     * @param archive a ZIP file, a tar file or a gzip-compressed tar file; read to its end, the caller closes it
     * @param request what is to be done with the folder that it is unpacked to
     * @return how the ingest stands
     * @throws ImpossibleIngestException if it is none, breaks a limit, or cannot be ingested
     * @throws QueueFullException if too many are under way
     * @throws UncheckedIOException if it cannot be received or written
     */
    public IngestStatus take(InputStream archive, Function<Path, IngestRequest> request) {
        if (!places.tryAcquire()) {
            observer.refused(QUEUE_FULL, 0);
            throw new QueueFullException(AT_ONCE);
        }
        try {
            Path unpacked = Files.createTempDirectory(Files.createDirectories(folder), "upload-");
            try {
                return take(archive, new Unpacking(unpacked, limits), request, () -> discard(unpacked));
            } catch (IOException | RuntimeException e) {
                discard(unpacked);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload cannot be received or unpacked: " + e, e);
        } finally {
            places.release();
        }
    }

    private IngestStatus take(
            InputStream archive, Unpacking unpacking, Function<Path, IngestRequest> request, Runnable afterwards)
            throws IOException {
        String refused = NOT_RECEIVED;
        try {
            Path images = unpacking.unpack(archive);
            IngestStatus status = queue.submit(request.apply(images), FileSelection.ALL, afterwards);
            refused = "";
            return status;
        } catch (ImpossibleIngestException e) {
            refused = e.kind();
            throw e;
        } catch (QueueFullException e) {
            refused = QUEUE_FULL;
            throw e;
        } finally {
            if (refused.isEmpty()) {
                observer.accepted(unpacking.receivedBytes());
            } else {
                observer.refused(refused, unpacking.receivedBytes());
            }
        }
    }

    private static void discard(Path unpacked) {
        try {
            delete(unpacked);
        } catch (IOException e) {
            LOG.warn(
                    "event=upload_kept kind={} deleted=at_the_next_start",
                    e.getClass().getSimpleName());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
