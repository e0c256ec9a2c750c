package io.augmenta.quickstart.export;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.MissingRecordsException;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.StoredImagesException;
import io.augmenta.export.ImageLog;
import io.augmenta.export.SyntheticShare;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Images of the log; those that lie in the artifact store are fetched from there, one batch at a time. */
public final class LogImages implements ImageLog {
    private final OffsetRangeReader reader;
    private final Supplier<ArtifactStore> artifacts;

    /**
     * Takes what it needs; nothing is read yet.
     *
     * @param kafkaProperties properties of Kafka's clients
     * @param artifacts opens the store, where a batch lies there
     */
    public LogImages(Map<String, Object> kafkaProperties, Supplier<ArtifactStore> artifacts) {
        this.reader = new OffsetRangeReader(kafkaProperties);
        this.artifacts = artifacts;
    }

    @Override
    public void read(DatasetVersion version, Consumer<ImageBatch> sink) throws IOException {
        read(() -> reader.read(version.ranges(), ImageBatch.class, sink));
    }

    @Override
    public void read(SyntheticShare share, Consumer<SyntheticBatch> sink) throws IOException {
        read(() -> reader.read(share.ranges(), SyntheticBatch.class, batch -> {
            if (batch.requestId().equals(share.requestId())) {
                sink.accept(withImages(batch));
            }
        }));
    }

    /** The store is opened only where something lies in it. */
    private SyntheticBatch withImages(SyntheticBatch batch) {
        if (batch.content() instanceof SyntheticBatch.Inline) {
            return batch;
        }
        return new SyntheticBatch(
                batch.requestId(),
                batch.checkpointId(),
                batch.sequence(),
                new ClaimChecks(artifacts.get()).images(batch));
    }

    private static void read(Runnable reading) throws IOException {
        try {
            reading.run();
        } catch (MissingRecordsException | StoredImagesException | UndecodableEventException | KafkaException e) {
            throw new IOException("the log cannot be read: " + e.getMessage(), e);
        }
    }
}
