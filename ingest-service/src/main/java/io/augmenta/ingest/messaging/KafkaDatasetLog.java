package io.augmenta.ingest.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.MissingRecordsException;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.ingest.DatasetLog;
import io.augmenta.ingest.UnpublishedException;
import io.augmenta.ingest.reading.RejectedFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Data sets as records of the topics of images, of their dead letters, and of sealed versions. */
public final class KafkaDatasetLog implements DatasetLog, AutoCloseable {
    private static final String SOURCE = "/augmenta/ingest-service";
    private static final Duration KNOWN_AT_MOST = Duration.ofMinutes(1);
    private static final Duration FOUND_AT_MOST = Duration.ofSeconds(10);

    private final LogClients clients;
    private final EventPublisher publisher;
    private final CompactedView<DatasetVersion> versions;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Takes the clients; what is sealed is read from {@link #connect} on.
     *
     * @param clients how the log is reached
     */
    public KafkaDatasetLog(LogClients clients) {
        this.clients = clients;
        this.publisher = new EventPublisher(clients, SOURCE);
        this.versions = new CompactedView<>(clients, Topics.DATASETS);
    }

    /**
     * Creates the topics that are missing, for services may be started in any order, and begins to read what is sealed.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void connect() throws InterruptedException {
        new TopicProvisioner(clients.properties()).ensure(Topics.all());
        versions.start();
    }

    /** {@return whether all that was sealed before this service started is known} */
    public boolean caughtUp() {
        return versions.caughtUp();
    }

    /** {@return how many versions are known} */
    public int versionCount() {
        return versions.all().size();
    }

    @Override
    public CompletableFuture<PublishedAt> publish(ImageBatch batch) {
        try {
            return publisher.publish(Topics.IMAGE_BATCHES, batch);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<PublishedAt> reject(String ingestId, String dataset, RejectedFile file) {
        try {
            return publisher.publishDeadLetter(
                    Topics.IMAGE_BATCHES,
                    file.source(),
                    describe(ingestId, dataset, file),
                    file.reason() + ": " + file.detail());
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What happened to which file; its bytes stay where they are. */
    private byte[] describe(String ingestId, String dataset, RejectedFile file) {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("ingest", ingestId);
        description.put("dataset", dataset);
        description.put("path", file.source());
        description.put("reason", file.reason());
        description.put("detail", file.detail());
        try {
            return json.writeValueAsBytes(description);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written as JSON", e);
        }
    }

    @Override
    public void seal(DatasetVersion version) throws InterruptedException {
        try {
            publisher.publish(Topics.DATASETS, version).get();
        } catch (ExecutionException e) {
            throw new UnpublishedException(
                    "the event log did not take the sealed version: " + e.getCause(), e.getCause());
        }
        // the same content asked for next has to be recognised
        versions.await(version.key(), FOUND_AT_MOST);
    }

    @Override
    public Optional<DatasetVersion> find(String dataset, String version) throws InterruptedException {
        requireCaughtUp();
        return versions.find(DatasetVersion.key(dataset, version));
    }

    private void requireCaughtUp() throws InterruptedException {
        if (!versions.awaitCaughtUp(KNOWN_AT_MOST)) {
            throw new UnpublishedException(
                    "topic " + Topics.DATASETS.name() + " was not read to its end within " + KNOWN_AT_MOST.toSeconds()
                            + " s; is the broker there?",
                    null);
        }
    }

    @Override
    public Optional<DatasetVersion> latest(String dataset, SplitRule rule, long seed) throws InterruptedException {
        requireCaughtUp();
        return versions.all().stream()
                .filter(version ->
                        version.name().equals(dataset) && version.splitRule() == rule && version.seed() == seed)
                .max(Comparator.comparing(DatasetVersion::sealedAt));
    }

    @Override
    public void read(DatasetVersion version, Consumer<LabelledImage> sink) {
        try {
            new OffsetRangeReader(clients).read(version.ranges(), ImageBatch.class, batch -> {
                if (batch.dataset().equals(version.name()) && batch.ingestId().equals(version.ingestId())) {
                    batch.images().forEach(sink);
                }
            });
        } catch (KafkaException | MissingRecordsException e) {
            throw new UnpublishedException(
                    "version " + version.key() + ", whose splits are to be kept, cannot be read back: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        versions.close();
        publisher.close();
    }
}
