package io.augmenta.eventlog;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads exact stretches of topics again, as often as one likes: no consumer group, no committed offsets. Each call
 * opens and closes its own connection, so one reader may be shared between threads. Memory is bounded by one fetch.
 */
public final class OffsetRangeReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GIVE_UP_WITHOUT_RECORDS_AFTER = Duration.ofSeconds(60);

    private final LogClients clients;
    private final Map<String, Object> clientProperties;

    /**
     * Takes the properties; connects only when it reads.
     *
     * @param clientProperties properties of Kafka's clients
     */
    public OffsetRangeReader(Map<String, Object> clientProperties) {
        this(LogClients.of(clientProperties));
    }

    /**
     * Takes the clients; connects only when it reads.
     *
     * @param clients how the log is reached. Each event is handed on as a part of the trace that it carries, linked with
     *     the one of the thread that reads
     */
    public OffsetRangeReader(LogClients clients) {
        this.clients = clients;
        Map<String, Object> properties = new HashMap<>(Groupless.properties(clients.properties(), "none"));
        // the client fetches ahead; where a partition ends, the next one's fetch would wait for that one's time to run
        // out
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
        this.clientProperties = Map.copyOf(properties);
    }

    /**
     * Reads all events of a type within some ranges, range by range in the order of their offsets. Events of other
     * types in between are passed over.
     *
     * @param ranges what to read
     * @param type the type of event that is wanted
     * @param sink gets the events on the calling thread
     * @param <E> the type of event that is wanted
     * @throws MissingRecordsException if a range is not in the log as a whole
     * @throws UndecodableEventException if a record in a range is no event
     */
    @SuppressWarnings("try") // the client is observed while it is open
    public <E extends Event> void read(List<OffsetRange> ranges, Class<E> type, Consumer<? super E> sink) {
        try (LogClients.ClientName name = clients.take("reader");
                KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        name.in(clientProperties), new StringDeserializer(), new ByteArrayDeserializer());
                ClientObserver.Observation ignored = clients.observer().opened(consumer)) {
            for (OffsetRange range : ranges) {
                readRange(consumer, range, type, sink);
            }
        }
    }

    private <E extends Event> void readRange(
            KafkaConsumer<String, byte[]> consumer, OffsetRange range, Class<E> type, Consumer<? super E> sink) {
        TopicPartition partition = new TopicPartition(range.topic(), range.partition());
        consumer.assign(List.of(partition));
        demandPresence(consumer, partition, range);
        consumer.seek(partition, range.first());
        long next = range.first();
        long deadlineNanos = System.nanoTime() + GIVE_UP_WITHOUT_RECORDS_AFTER.toNanos();
        while (next < range.endExclusive()) {
            for (ConsumerRecord<String, byte[]> record : poll(consumer, range)) {
                if (record.offset() >= range.endExclusive()) {
                    return;
                }
                Event event = decode(record);
                if (type.isInstance(event)) {
                    handOn(record, type.cast(event), sink);
                }
                deadlineNanos = System.nanoTime() + GIVE_UP_WITHOUT_RECORDS_AFTER.toNanos();
            }
            next = consumer.position(partition);
            if (System.nanoTime() > deadlineNanos) {
                throw new MissingRecordsException(
                        range, "nothing after offset " + next + " within " + GIVE_UP_WITHOUT_RECORDS_AFTER);
            }
        }
    }

    private <E extends Event> void handOn(ConsumerRecord<String, byte[]> record, E event, Consumer<? super E> sink) {
        clients.traces().<E, RuntimeException>processing(record, () -> {
            sink.accept(event);
            return event;
        });
    }

    private static void demandPresence(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, OffsetRange range) {
        List<TopicPartition> one = List.of(partition);
        Long beginning = consumer.beginningOffsets(one).get(partition);
        Long end = consumer.endOffsets(one).get(partition);
        if (beginning == null || end == null) {
            throw new MissingRecordsException(range, "no such partition");
        }
        boolean empty = range.first() == range.endExclusive();
        if (!empty && (beginning > range.first() || end < range.endExclusive())) {
            throw new MissingRecordsException(range, "offsets " + beginning + " to " + (end - 1));
        }
    }

    private static Iterable<ConsumerRecord<String, byte[]>> poll(
            KafkaConsumer<String, byte[]> consumer, OffsetRange range) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            throw new MissingRecordsException(range, "them deleted while reading", e);
        }
    }

    private static Event decode(ConsumerRecord<String, byte[]> record) {
        try {
            return EventCodec.decode(record.value());
        } catch (UndecodableEventException e) {
            throw new UndecodableEventException(
                    "offset " + record.offset() + " of partition " + record.partition() + " of " + record.topic() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
