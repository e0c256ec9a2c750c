package io.augmenta.ingest;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.ingest.reading.PixelSpill;
import io.augmenta.ingest.split.DividedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Publishes the images of one ingest, in batches of bounded size, with a bounded number of batches on their way. */
final class Publishing {
    /** More than all that a record holds of an image beside pixels and texts: ids, fingerprint, shape, lengths. */
    private static final int IMAGE_OVERHEAD_BYTES = 256;
    /** More than all that a record holds beside its images and the names. */
    private static final int BATCH_OVERHEAD_BYTES = 64;

    private final IngestProgress progress;
    private final DatasetLog log;
    private final IngestObserver observer;
    private final StopSignal stop;
    private final int batchBytes;
    private final Acknowledgements acknowledgements;
    private final List<LabelledImage> batch = new ArrayList<>();
    private final int emptyBatchBytes;
    private long bytes;
    private int sequence;

    Publishing(IngestProgress progress, DatasetLog log, IngestObserver observer, StopSignal stop, Limits limits) {
        this.progress = progress;
        this.log = log;
        this.observer = observer;
        this.stop = stop;
        this.batchBytes = limits.batchBytes;
        this.acknowledgements = new Acknowledgements(limits.batchesInFlight);
        this.emptyBatchBytes =
                BATCH_OVERHEAD_BYTES + utf8Bytes(progress.request().dataset()) + utf8Bytes(progress.id());
    }

    /**
     * How much is sent at once.
     *
     * @param batchBytes largest batch; one image always fits
     * @param batchesInFlight batches that are sent before the first of them has to be acknowledged
     */
    record Limits(int batchBytes, int batchesInFlight) {}

    /** Publishes all images, and waits until the log has all of them; tells where. */
    List<PublishedAt> publish(List<DividedImage> images, PixelSpill spill) throws IOException, InterruptedException {
        bytes = emptyBatchBytes;
        for (DividedImage image : images) {
            stop.check();
            LabelledImage labelled = labelled(image, spill.read(image.image().number()));
            int more = recordBytes(labelled);
            if (!batch.isEmpty() && bytes + more > batchBytes) {
                send();
            }
            batch.add(labelled);
            bytes += more;
        }
        if (!batch.isEmpty()) {
            send();
        }
        return acknowledgements.awaitAll();
    }

    private void send() throws InterruptedException {
        ImageBatch full = new ImageBatch(progress.request().dataset(), progress.id(), sequence++, batch);
        long pixelBytes =
                batch.stream().mapToLong(image -> image.pixels().size()).sum();
        int count = batch.size();
        acknowledgements.add(log.publish(full), () -> {
            progress.published(count);
            observer.imagesPublished(count, pixelBytes);
        });
        batch.clear();
        bytes = emptyBatchBytes;
    }

    private LabelledImage labelled(DividedImage divided, byte[] pixels) {
        int size = progress.request().imageSizePixels();
        return new LabelledImage(
                divided.id(),
                divided.label(),
                divided.split(),
                divided.leakGroup(),
                1,
                size,
                size,
                Bytes.wrap(pixels),
                Bytes.wrap(divided.image().fingerprint().toBytes()),
                divided.image().source(),
                null);
    }

    private static int recordBytes(LabelledImage image) {
        return image.pixels().size() + utf8Bytes(image.label()) + utf8Bytes(image.source()) + IMAGE_OVERHEAD_BYTES;
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
