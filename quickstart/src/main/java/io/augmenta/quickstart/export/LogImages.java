package io.augmenta.quickstart.export;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.eventlog.MissingRecordsException;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.export.ImageLog;
import io.augmenta.export.SyntheticShare;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static void read(Runnable reading) throws IOException {
        try {
            reading.run();
        } catch (MissingRecordsException | UndecodableEventException | KafkaException e) {
            throw new IOException("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private SyntheticBatch withImages(SyntheticBatch batch) {
        if (!(batch.content() instanceof SyntheticBatch.Stored stored)) {
            return batch;
        }
        ArtifactReference reference = stored.artifact();
        try {
            byte[] bytes = artifacts
                    .get()
                    .read(
                            new Artifact(reference.uri(), reference.sha256(), reference.sizeBytes()),
                            Math.toIntExact(reference.sizeBytes()));
            return (SyntheticBatch) EventCodec.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
