package io.augmenta.quickstart.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.export.LogState;
import io.augmenta.export.SyntheticShare;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class LogImagesTest {
    private static TemporaryKafka kafka;
    private static Map<String, Object> properties;
    private static EventPublisher publisher;

    private final ArtifactStore store;

    LogImagesTest(@TempDir Path folder) {
        store = new DirectoryArtifactStore(folder);
    }

    @BeforeAll
    static void startBroker() throws InterruptedException {
        kafka = TemporaryKafka.start();
        properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        new TopicProvisioner(properties).ensure(Topics.all());
        publisher = new EventPublisher(properties, "/augmenta/test");
    }

    @AfterAll
    static void stopBroker() {
        publisher.close();
        kafka.close();
    }

    private static SyntheticBatch batch(String requestId, int index) {
        String id = "%064x".formatted(index);
        return new SyntheticBatch(
                requestId,
                "run-e0001",
                index,
                List.of(new LabelledImage(
                        id,
                        "glioma",
                        Split.TRAIN,
                        id,
                        1,
                        1,
                        2,
                        Bytes.wrap(new byte[] {(byte) index, 9}),
                        Bytes.empty(),
                        "",
                        new Provenance("run-e0001", "a".repeat(64), "cvae", 7, index, "test"))));
    }

    private SyntheticBatch stored(SyntheticBatch batch) throws IOException {
        Artifact artifact = store.put(EventCodec.encode(batch));
        return new SyntheticBatch(
                batch.requestId(),
                batch.checkpointId(),
                batch.sequence(),
                new SyntheticBatch.Stored(
                        new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes()), 1));
    }

    private static List<OffsetRange> publish(SyntheticBatch... batches) throws Exception {
        List<PublishedAt> places = new ArrayList<>();
        for (SyntheticBatch batch : batches) {
            places.add(publisher.publish(Topics.SYNTHETIC_BATCHES, batch).get());
        }
        return PublishedAt.ranges(places);
    }

    private static List<LabelledImage> images(SyntheticBatch batch) {
        return ((SyntheticBatch.Inline) batch.content()).images();
    }

    private List<Integer> firstPixels(SyntheticShare share) throws IOException {
        List<Integer> pixels = new ArrayList<>();
        new LogImages(properties, () -> store).read(share, batch -> images(batch)
                .forEach(image -> pixels.add((int) image.pixels().toArray()[0])));
        return pixels;
    }

    @Test
    void imagesThatLieInTheArtifactStoreAreFetchedFromThere() throws Exception {
        List<OffsetRange> ranges =
                publish(batch("mixed", 0), batch("another", 5), stored(batch("mixed", 1)), batch("mixed", 2));

        assertEquals(
                List.of(0, 1, 2),
                firstPixels(new SyntheticShare("mixed", "run-e0001", ranges, Map.of("glioma", 3))).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void anArtifactThatIsNotThereIsAFailureThatNamesIt() throws Exception {
        SyntheticBatch elsewhere = stored(batch("lost", 1));
        List<OffsetRange> ranges = publish(elsewhere);
        ArtifactStore empty = new DirectoryArtifactStore(Path.of("target", "no-artifacts"));

        Exception failure = assertThrows(Exception.class, () -> new LogImages(properties, () -> empty)
                .read(
                        new SyntheticShare("lost", "run-e0001", ranges, Map.of("glioma", 1)),
                        batch -> assertTrue(images(batch).isEmpty())));

        assertTrue(String.valueOf(failure.getMessage()).contains("cannot be had"), failure::toString);
    }

    @Test
    void theEndOfARequestIsFoundByItsName() throws Exception {
        publisher
                .publish(
                        Topics.SYNTHETIC_BATCHES,
                        new GenerationCompleted("wanted", "run-e0001", Map.of("glioma", 1), List.of()))
                .get();

        LogState log = LogReading.read(properties, List.of("wanted", "never"));

        assertEquals(
                List.of("wanted"),
                log.answers().stream().map(GenerationCompleted::requestId).toList());
        assertEquals(List.of(), log.versions());
    }
}
