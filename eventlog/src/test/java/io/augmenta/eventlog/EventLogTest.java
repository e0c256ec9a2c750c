package io.augmenta.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static RunningLog log;
    private static Map<String, Object> properties;
    private static EventPublisher publisher;

    @BeforeAll
    static void startLog() throws InterruptedException {
        log = RunningLog.start();
        properties = log.properties();
        publisher = log.publisher();
    }

    @AfterAll
    static void stopLog() {
        log.close();
    }

    @Test
    void publishedBatchesAreReadBackFromExactlyTheirRanges() throws Exception {
        publishBatches("before", 4);
        List<PublishedAt> places = publishBatches("wanted", 20);
        publishBatches("after", 4);

        List<ImageBatch> read = new ArrayList<>();
        new OffsetRangeReader(properties).read(PublishedAt.ranges(places), ImageBatch.class, read::add);

        List<Integer> sequences = read.stream()
                .filter(batch -> batch.ingestId().equals("wanted"))
                .map(ImageBatch::sequence)
                .sorted()
                .toList();
        assertEquals(IntStream.range(0, 20).boxed().toList(), sequences);
        long promised = PublishedAt.ranges(places).stream()
                .mapToLong(range -> range.endExclusive() - range.first())
                .sum();
        assertEquals(promised, read.size());
    }

    @Test
    void anEventGoesToThePartitionThatIsChosenForItWhereverItsKeyLeads() throws Exception {
        for (int partition = 0; partition < Topics.SYNTHETIC_BATCHES.partitions(); partition++) {
            GenerationFailed event = new GenerationFailed("chosen", "for the test " + partition);

            PublishedAt place = publisher
                    .publishTo(Topics.SYNTHETIC_BATCHES, partition, event)
                    .get();

            assertEquals(partition, place.partition());
            List<GenerationFailed> read = new ArrayList<>();
            new OffsetRangeReader(properties)
                    .read(PublishedAt.ranges(List.of(place)), GenerationFailed.class, read::add);
            assertEquals(List.of(event), read);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> publisher.publishTo(Topics.SYNTHETIC_BATCHES, -1, new GenerationFailed("chosen", "nowhere")));
    }

    @Test
    void aPartitionThatTheTopicHasNotIsAFailureThatNamesIt() {
        Map<String, Object> impatient = new HashMap<>(properties);
        impatient.put("max.block.ms", 200);
        try (EventPublisher publisherInHaste = new EventPublisher(impatient, "/augmenta/test")) {
            ExecutionException failed = assertThrows(ExecutionException.class, () -> publisherInHaste
                    .publishTo(Topics.SYNTHETIC_BATCHES, 1000, new GenerationFailed("chosen", "nowhere"))
                    .get());
            assertTrue(String.valueOf(failed.getMessage()).contains("1000"), failed::toString);
        }
    }

    @Test
    void aRangeBeyondTheEndIsMissingRatherThanWaitedFor() throws Exception {
        PublishedAt place = publishBatches("short", 1).get(0);
        OffsetRange tooFar = new OffsetRange(place.topic(), place.partition(), place.offset(), place.offset() + 1000);
        MissingRecordsException missing =
                assertThrows(MissingRecordsException.class, () -> new OffsetRangeReader(properties)
                        .read(List.of(tooFar), ImageBatch.class, batch -> {}));
        assertTrue(missing.getMessage().contains("expected offsets " + place.offset()), missing.getMessage());
    }

    @Test
    void aRangeThatWasDeletedIsMissing() throws Exception {
        PublishedAt place = publisher
                .publish(Topics.SYNTHETIC_BATCHES, new GenerationFailed("deleted", "for the test"))
                .get();
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        try (Admin admin = Admin.create(properties)) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(place.offset() + 1)))
                    .all()
                    .get();
        }
        OffsetRange range = new OffsetRange(place.topic(), place.partition(), place.offset(), place.offset() + 1);
        assertThrows(MissingRecordsException.class, () -> new OffsetRangeReader(properties)
                .read(List.of(range), GenerationFailed.class, failed -> {}));
    }

    @Test
    void aRecordThatIsNoEventIsNamedByItsPlace() throws Exception {
        PublishedAt place = log.sendRaw(Topics.EVALUATIONS, "k", "garbage".getBytes(UTF_8));
        OffsetRange range = new OffsetRange(place.topic(), place.partition(), place.offset(), place.offset() + 1);
        UndecodableEventException refused =
                assertThrows(UndecodableEventException.class, () -> new OffsetRangeReader(properties)
                        .read(List.of(range), ImageBatch.class, batch -> {}));
        assertTrue(refused.getMessage().contains("offset " + place.offset()), refused.getMessage());
    }

    @Test
    void everyEventCarriesCloudEventHeadersAndTheSameIdWhenSentAgain() throws Exception {
        GenerationCompleted event = new GenerationCompleted("twice", "c", Map.of("glioma", 1), List.of());
        ConsumerRecord<String, byte[]> first =
                recordAt(publisher.publish(Topics.SYNTHETIC_BATCHES, event).get());
        ConsumerRecord<String, byte[]> second =
                recordAt(publisher.publish(Topics.SYNTHETIC_BATCHES, event).get());
        assertEquals("io.augmenta.GenerationCompleted", header(first, "ce_type"));
        assertEquals("/augmenta/test", header(first, "ce_source"));
        assertEquals("twice", header(first, "ce_subject"));
        assertEquals("1.0", header(first, "ce_specversion"));
        assertFalse(Instant.parse(header(first, "ce_time")).isAfter(Instant.now()));
        assertEquals(header(first, "ce_id"), header(second, "ce_id"));
        assertEquals("twice", first.key());
    }

    @Test
    void anEventLargerThanItsTopicTakesIsRefusedBeforeItIsSent() {
        EvaluationFailed large = new EvaluationFailed("large", "x".repeat(Topics.EVALUATIONS.maxRecordBytes() + 1));
        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> publisher.publish(Topics.EVALUATIONS, large).get());
        assertInstanceOf(RecordTooLargeException.class, refused.getCause());
    }

    @Test
    void storedEventsLieWhereTheirPublisherSaysAndOneThatIsRefusedIsNamed() throws Exception {
        PublishedAt place = publisher.store(Topics.EVALUATIONS, new EvaluationFailed("stored", "alone"));
        publisher.storeAll(
                Topics.EVALUATIONS,
                List.of(new EvaluationFailed("stored", "first"), new EvaluationFailed("stored", "second")));

        List<String> reasons = new ArrayList<>();
        new OffsetRangeReader(properties)
                .read(
                        List.of(new OffsetRange(place.topic(), place.partition(), place.offset(), place.offset() + 3)),
                        EvaluationEvent.class,
                        event -> reasons.add(((EvaluationFailed) event).reason()));
        assertEquals(List.of("alone", "first", "second"), reasons);
        EvaluationFailed large = new EvaluationFailed("large", "x".repeat(Topics.EVALUATIONS.maxRecordBytes() + 1));
        UnpublishedEventException refused =
                assertThrows(UnpublishedEventException.class, () -> publisher.store(Topics.EVALUATIONS, large));
        assertInstanceOf(RecordTooLargeException.class, refused.getCause());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("augmenta.evaluations.v1 did not take EvaluationFailed large: "),
                refused::getMessage);
    }

    @Test
    void aBatchAsLargeAsItsTopicAllowsGoesThrough() throws Exception {
        int side = 2890;
        ImageBatch batch = new ImageBatch("large", "large", 0, List.of(image(0, side)));
        assertNotNull(publisher.publish(Topics.IMAGE_BATCHES, batch).get());
        assertTrue((long) side * side > Topics.IMAGE_BATCHES.maxRecordBytes() * 0.99);
    }

    @Test
    void deadLettersSayWhyAndWhereTheyWereMeantFor() throws Exception {
        PublishedAt place = publisher
                .publishDeadLetter(Topics.IMAGE_BATCHES, "a.png", new byte[] {1}, "not an image")
                .get();
        assertEquals("augmenta.image-batches.v1.dead-letters", place.topic());
        ConsumerRecord<String, byte[]> record = recordAt(place);
        assertEquals("not an image", header(record, "dead-letter-reason"));
        assertEquals("augmenta.image-batches.v1", header(record, "dead-letter-topic"));
    }

    @Test
    void topicsKeepImagesForGoodAndCompactWhatIsKeyed() throws Exception {
        new TopicProvisioner(properties).ensure(Topics.all());
        assertEquals("-1", configuration(Topics.IMAGE_BATCHES.name(), "retention.ms"));
        assertEquals("delete", configuration(Topics.IMAGE_BATCHES.name(), "cleanup.policy"));
        assertEquals("compact", configuration(Topics.DATASETS.name(), "cleanup.policy"));
    }

    private static List<PublishedAt> publishBatches(String ingestId, int count) throws Exception {
        List<PublishedAt> places = new ArrayList<>();
        for (int sequence = 0; sequence < count; sequence++) {
            ImageBatch batch = new ImageBatch("brains", ingestId, sequence, List.of(image(sequence, 4)));
            places.add(publisher.publish(Topics.IMAGE_BATCHES, batch).get());
        }
        return places;
    }

    private static LabelledImage image(int number, int side) {
        String id = "%064x".formatted(number);
        return new LabelledImage(
                id,
                "glioma",
                Split.TRAIN,
                id,
                1,
                side,
                side,
                Bytes.wrap(new byte[side * side]),
                Bytes.empty(),
                "",
                null);
    }

    private static ConsumerRecord<String, byte[]> recordAt(PublishedAt place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            List<ConsumerRecord<String, byte[]>> records =
                    consumer.poll(Duration.ofSeconds(20)).records(partition);
            assertEquals(place.offset(), records.get(0).offset());
            return records.get(0);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        assertNotNull(header, name);
        return new String(header.value(), UTF_8);
    }

    private static String configuration(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
