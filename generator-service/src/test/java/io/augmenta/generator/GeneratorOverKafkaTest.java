package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class GeneratorOverKafkaTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 3, 1, 16, 16);
    private static final List<String> CLASSES = List.of("none", "glioma", "pituitary");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "augmenta.artifacts.folder")
    String artifactsFolder;

    private EventLogClient log;

    @BeforeEach
    void connect() {
        log = new EventLogClient(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        log.close();
    }

    @Test
    void requestIsAnsweredByBatchesAndACompletionWhoseRangesHoldExactlyItsImages() throws Exception {
        publish(checkpoint("kafka-a", 1));

        request("answered", "kafka-a-e0001", Map.of("none", 70, "pituitary", 50));
        List<GenerationEvent> answer = log.awaitAnswer("answered", 1);

        List<SyntheticBatch> batches = answer.stream()
                .filter(SyntheticBatch.class::isInstance)
                .map(SyntheticBatch.class::cast)
                .toList();
        assertTrue(batches.size() > 1);
        for (SyntheticBatch batch : batches) {
            assertTrue(EventCodec.encode(batch).length <= GeneratorServiceResource.MAX_BATCH_BYTES);
        }
        GenerationCompleted completed = completed(answer);
        assertEquals(Map.of("none", 70, "pituitary", 50), completed.counts());
        assertEquals(answer.size() - 1, batches.size());
        List<LabelledImage> images =
                batches.stream().flatMap(batch -> batch.images().stream()).toList();
        assertEquals(120, images.stream().map(LabelledImage::id).distinct().count());
        assertEquals(images, log.reread("answered", completed.ranges()));
    }

    @Test
    void redeliveredRequestGivesTheSameImagesAgain() throws Exception {
        publish(checkpoint("kafka-b", 1));

        request("twice", "kafka-b-e0001", Map.of("none", 30, "glioma", 40));
        request("twice", "kafka-b-e0001", Map.of("none", 30, "glioma", 40));
        List<GenerationEvent> answers = log.awaitAnswer("twice", 2);

        List<GenerationCompleted> completions = answers.stream()
                .filter(GenerationCompleted.class::isInstance)
                .map(GenerationCompleted.class::cast)
                .toList();
        assertEquals(2, completions.size());
        List<LabelledImage> first = log.reread("twice", completions.get(0).ranges());
        assertEquals(70, first.size());
        assertEquals(first, log.reread("twice", completions.get(1).ranges()));
    }

    @Test
    void requestThatOvertakesItsCheckpointIsAnswered() throws Exception {
        CheckpointPublished checkpoint = checkpoint("kafka-late", 1);

        request("early", "kafka-late-e0001", Map.of("none", 2));
        publish(checkpoint);

        assertEquals(
                2,
                log.reread("early", completed(log.awaitAnswer("early", 1)).ranges())
                        .size());
    }

    @Test
    void impossibleRequestsAreToldWhatIsPossible() throws Exception {
        publish(checkpoint("kafka-c", 1));

        request("unknown-checkpoint", "kafka-c-e0007", Map.of("none", 2));
        request("unknown-class", "kafka-c-e0001", Map.of("meningioma", 2));
        request("too-many", "kafka-c-e0001", Map.of("none", GeneratorServiceResource.MAX_LOG_IMAGES + 1));
        request("none-at-all", "kafka-c-e0001", Map.of());

        assertTrue(failure("unknown-checkpoint").contains("kafka-c-e0001"), failure("unknown-checkpoint"));
        assertEquals(
                "unknown class \"meningioma\"; checkpoint kafka-c-e0001 knows: none, glioma, pituitary",
                failure("unknown-class"));
        assertTrue(failure("too-many").contains("1 to 500 images"), failure("too-many"));
        assertTrue(failure("none-at-all").contains("1 to 500 images"), failure("none-at-all"));
    }

    @Test
    void checkpointWhoseFileWasChangedIsRefused() throws Exception {
        CheckpointPublished checkpoint = checkpoint("kafka-tampered", 1);
        Path file = Path.of(artifactsFolder, "sha256")
                .resolve(checkpoint.generator().sha256().substring(0, 2))
                .resolve(checkpoint.generator().sha256());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        publish(checkpoint);

        request("tampered", "kafka-tampered-e0001", Map.of("none", 1));

        assertTrue(failure("tampered").contains("was changed after it was stored"), failure("tampered"));
    }

    @Test
    void poisonRecordsGoToTheDeadLettersAndTheNextRequestIsServed() throws Exception {
        publish(checkpoint("kafka-d", 1));
        byte[] garbage = "this is no event".getBytes(UTF_8);
        byte[] otherEvent = EventCodec.encode(new GenerationFailed("x", "y"));

        log.sendRaw(Topics.GENERATION_REQUESTS, "garbage", garbage);
        log.sendRaw(Topics.GENERATION_REQUESTS, "other-event", otherEvent);
        log.sendRaw(Topics.GENERATION_REQUESTS, "no-value", null);
        for (int i = 0; i < 6; i++) {
            // enough for every partition
            request("next-" + i, "kafka-d-e0001", Map.of("none", 1));
        }

        for (int i = 0; i < 6; i++) {
            completed(log.awaitAnswer("next-" + i, 1));
        }
        assertDeadLetter("garbage", garbage, "Avro single-object encoding");
        assertDeadLetter("other-event", otherEvent, "expected a GenerationRequested, got a GenerationFailed");
        ConsumerRecord<String, byte[]> empty = log.awaitDeadLetter(Topics.GENERATION_REQUESTS, "no-value");
        assertNull(empty.value());
        assertTrue(reason(empty).contains("a record without a value"), reason(empty));
    }

    private void assertDeadLetter(String key, byte[] value, String reason) {
        ConsumerRecord<String, byte[]> deadLetter = log.awaitDeadLetter(Topics.GENERATION_REQUESTS, key);
        assertArrayEquals(value, deadLetter.value());
        assertTrue(reason(deadLetter).contains(reason), reason(deadLetter));
    }

    private static String reason(ConsumerRecord<String, byte[]> deadLetter) {
        return new String(deadLetter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
    }

    private String failure(String requestId) {
        List<GenerationEvent> answer = log.awaitAnswer(requestId, 1);
        assertEquals(1, answer.size());
        return assertInstanceOf(GenerationFailed.class, answer.get(0)).reason();
    }

    private static GenerationCompleted completed(List<GenerationEvent> answer) {
        return assertInstanceOf(GenerationCompleted.class, answer.get(answer.size() - 1));
    }

    private CheckpointPublished checkpoint(String runId, int epoch) throws Exception {
        Artifact generator = new DirectoryArtifactStore(Path.of(artifactsFolder))
                .put(TestGenerator.convTranspose(runId.hashCode(), SHAPE.latentSize(), CLASSES.size(), 16));
        return TestCheckpoints.of(runId, epoch, CLASSES, SHAPE, generator);
    }

    private void publish(CheckpointPublished checkpoint) throws Exception {
        log.publisher().publish(Topics.CHECKPOINTS, checkpoint).get();
    }

    private void request(String requestId, String checkpointId, Map<String, Integer> counts) throws Exception {
        log.publisher()
                .publish(Topics.GENERATION_REQUESTS, new GenerationRequested(requestId, checkpointId, counts, 7))
                .get();
    }
}
