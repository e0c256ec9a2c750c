package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.eventlog.StoredImagesException;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class GeneratorOverKafkaTest {
    @Inject
    RunningGenerator generator;

    @Test
    void requestIsAnsweredByBatchesAndACompletionWhoseRangesHoldExactlyItsImages() throws Exception {
        generator.publish("kafka-a", 1);

        request("answered", "kafka-a-e0001", Map.of("none", 70, "pituitary", 50));
        List<GenerationEvent> answer = generator.log().awaitAnswer("answered", 1);

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
                batches.stream().flatMap(batch -> inside(batch).stream()).toList();
        assertEquals(120, images.stream().map(LabelledImage::id).distinct().count());
        assertEquals(images, generator.log().reread("answered", completed.ranges()));
    }

    @Test
    void redeliveredRequestGivesTheSameImagesAgain() throws Exception {
        generator.publish("kafka-b", 1);

        request("twice", "kafka-b-e0001", Map.of("none", 30, "glioma", 40));
        request("twice", "kafka-b-e0001", Map.of("none", 30, "glioma", 40));
        List<GenerationEvent> answers = generator.log().awaitAnswer("twice", 2);

        List<GenerationCompleted> completions = answers.stream()
                .filter(GenerationCompleted.class::isInstance)
                .map(GenerationCompleted.class::cast)
                .toList();
        assertEquals(2, completions.size());
        List<LabelledImage> first =
                generator.log().reread("twice", completions.get(0).ranges());
        assertEquals(70, first.size());
        assertEquals(first, generator.log().reread("twice", completions.get(1).ranges()));
    }

    @Test
    void answerThatIsTooLargeForTheLogGivesTheSameImagesByReference() throws Exception {
        generator.publish("kafka-large", 1);

        request("small", "kafka-large-e0001", Map.of("none", 150, "glioma", 20));
        request("large", "kafka-large-e0001", Map.of("none", 150, "glioma", 150));
        GenerationCompleted small = completed(generator.log().awaitAnswer("small", 1));
        List<GenerationEvent> answer = generator.log().awaitAnswer("large", 1);

        GenerationCompleted large = completed(answer);
        assertEquals(Map.of("none", 150, "glioma", 150), large.counts());
        int referredTo = 0;
        for (GenerationEvent event : answer.subList(0, answer.size() - 1)) {
            SyntheticBatch batch = assertInstanceOf(SyntheticBatch.class, event);
            SyntheticBatch.Stored stored = assertInstanceOf(SyntheticBatch.Stored.class, batch.content());
            assertTrue(stored.artifact().sizeBytes() <= GeneratorServiceResource.MAX_STORED_BATCH_BYTES);
            assertTrue(EventCodec.encode(batch).length < 400);
            referredTo += stored.imageCount();
        }
        assertEquals(300, referredTo);
        List<LabelledImage> images = generator.log().reread("large", large.ranges());
        assertEquals(300, images.stream().map(LabelledImage::id).distinct().count());
        List<LabelledImage> inline = generator.log().reread("small", small.ranges());
        assertEquals(170, inline.size());
        assertEquals(inline.subList(0, 150), images.subList(0, 150));
        assertEquals(inline.subList(150, 170), images.subList(150, 170));
    }

    @Test
    void redeliveredLargeRequestRefersToTheSameArtifactsAndMendsThem() throws Exception {
        generator.publish("kafka-lost", 1);
        request("lost", "kafka-lost-e0001", Map.of("none", 300));
        GenerationCompleted first = completed(generator.log().awaitAnswer("lost", 1));
        List<LabelledImage> images = generator.log().reread("lost", first.ranges());
        SyntheticBatch batch = assertInstanceOf(
                SyntheticBatch.class, generator.log().awaitAnswer("lost", 1).get(1));
        Files.delete(generator.fileOf(
                assertInstanceOf(SyntheticBatch.Stored.class, batch.content()).artifact()));

        StoredImagesException missing =
                assertThrows(StoredImagesException.class, () -> generator.log().reread("lost", first.ranges()));

        assertTrue(
                String.valueOf(missing.getMessage()).startsWith("the images of batch 1 of request lost cannot be had:"),
                missing.getMessage());
        request("lost", "kafka-lost-e0001", Map.of("none", 300));
        completed(generator.log().awaitAnswer("lost", 2));
        assertEquals(images, generator.log().reread("lost", first.ranges()));
    }

    @Test
    void requestWhoseDeadlineHasPassedIsToldSoAndNotMade() throws Exception {
        generator.publish("kafka-deadline", 1);
        Instant past = Instant.parse("2026-01-02T03:04:05.678Z");

        ask(new GenerationRequested("too-late", "kafka-deadline-e0001", Map.of("none", 2), 7, past));
        ask(new GenerationRequested(
                "in-time",
                "kafka-deadline-e0001",
                Map.of("none", 2),
                7,
                Instant.now().plusSeconds(600)));

        assertEquals(
                "the images were not made by the deadline of the request, 2026-01-02T03:04:05.678Z; ask again with a"
                        + " later one, or for fewer images",
                failure("too-late"));
        assertEquals(
                Map.of("none", 2),
                completed(generator.log().awaitAnswer("in-time", 1)).counts());
    }

    @Test
    void requestThatOvertakesItsCheckpointIsAnswered() throws Exception {
        CheckpointPublished checkpoint = generator.checkpoint("kafka-late", 1);

        request("early", "kafka-late-e0001", Map.of("none", 2));
        generator.publish(checkpoint);

        assertEquals(
                2,
                generator
                        .log()
                        .reread(
                                "early",
                                completed(generator.log().awaitAnswer("early", 1))
                                        .ranges())
                        .size());
    }

    @Test
    void impossibleRequestsAreToldWhatIsPossible() throws Exception {
        generator.publish("kafka-c", 1);

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
        CheckpointPublished checkpoint = generator.checkpoint("kafka-tampered", 1);
        Path file = generator.fileOf(checkpoint.generator());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        generator.publish(checkpoint);

        request("tampered", "kafka-tampered-e0001", Map.of("none", 1));

        assertTrue(failure("tampered").contains("was changed after it was stored"), failure("tampered"));
    }

    @Test
    void poisonRecordsGoToTheDeadLettersAndTheNextRequestIsServed() throws Exception {
        generator.publish("kafka-d", 1);
        byte[] garbage = "this is no event".getBytes(UTF_8);
        byte[] otherEvent = EventCodec.encode(new GenerationFailed("x", "y"));

        generator.log().sendRaw(Topics.GENERATION_REQUESTS, "garbage", garbage);
        generator.log().sendRaw(Topics.GENERATION_REQUESTS, "other-event", otherEvent);
        generator.log().sendRaw(Topics.GENERATION_REQUESTS, "no-value", null);
        for (int i = 0; i < 6; i++) {
            // enough for every partition
            request("next-" + i, "kafka-d-e0001", Map.of("none", 1));
        }

        for (int i = 0; i < 6; i++) {
            completed(generator.log().awaitAnswer("next-" + i, 1));
        }
        assertDeadLetter("garbage", garbage, "Avro single-object encoding");
        assertDeadLetter("other-event", otherEvent, "expected a GenerationRequested, got a GenerationFailed");
        ConsumerRecord<String, byte[]> empty = generator.log().awaitDeadLetter(Topics.GENERATION_REQUESTS, "no-value");
        assertNull(empty.value());
        assertTrue(reason(empty).contains("a record without a value"), reason(empty));
    }

    private void assertDeadLetter(String key, byte[] value, String reason) {
        ConsumerRecord<String, byte[]> deadLetter = generator.log().awaitDeadLetter(Topics.GENERATION_REQUESTS, key);
        assertArrayEquals(value, deadLetter.value());
        assertTrue(reason(deadLetter).contains(reason), reason(deadLetter));
    }

    private static String reason(ConsumerRecord<String, byte[]> deadLetter) {
        return new String(deadLetter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
    }

    private String failure(String requestId) {
        List<GenerationEvent> answer = generator.log().awaitAnswer(requestId, 1);
        assertEquals(1, answer.size());
        return assertInstanceOf(GenerationFailed.class, answer.get(0)).reason();
    }

    private static GenerationCompleted completed(List<GenerationEvent> answer) {
        return assertInstanceOf(GenerationCompleted.class, answer.get(answer.size() - 1));
    }

    private void request(String requestId, String checkpointId, Map<String, Integer> counts) throws Exception {
        ask(new GenerationRequested(requestId, checkpointId, counts, 7));
    }

    private void ask(GenerationRequested request) throws Exception {
        generator.log().publisher().publish(Topics.GENERATION_REQUESTS, request).get();
    }

    private static List<LabelledImage> inside(SyntheticBatch batch) {
        return assertInstanceOf(SyntheticBatch.Inline.class, batch.content()).images();
    }
}
