package io.augmenta.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventCodec;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events and tells where they came to lie. Acknowledged by all in-sync replicas, idempotent, in order per
 * key. Sends do not block unless {@value #BUFFER_BYTES} bytes are on their way already, which holds a fast producer
 * back. Thread-safe; whoever made it closes it.
 */
public final class EventPublisher implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 20;
    private static final int BATCH_BYTES = 1 << 20;
    // beyond the largest record, room for the key and the headers
    private static final int OVERHEAD_BYTES = 64 << 10;
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(10);

    private final LogClients clients;
    private final LogClients.ClientName name;
    private final Producer<String, byte[]> producer;
    private final ClientObserver.Observation observation;
    private final String source;
    private final Clock clock;

    /**
     * Connects to the log.
     *
     * @param clientProperties properties of Kafka's clients
     * @param source who publishes, as CloudEvents' {@code source}, such as {@code /augmenta/trainer-service}
     */
    public EventPublisher(Map<String, Object> clientProperties, String source) {
        this(LogClients.of(clientProperties), source);
    }

    /**
     * Connects to the log.
     *
     * @param clients how; what is published carries the trace of the thread that publishes it
     * @param source who publishes, as CloudEvents' {@code source}, such as {@code /augmenta/trainer-service}
     */
    public EventPublisher(LogClients clients, String source) {
        this.clients = clients;
        this.name = clients.take("publisher");
        this.producer = connect(name.in(clients.properties()));
        this.observation = clients.observer().opened(producer);
        this.source = source;
        this.clock = Clock.systemUTC();
    }

    private static Producer<String, byte[]> connect(Map<String, Object> clientProperties) {
        int largestRecordBytes =
                Topics.all().stream().mapToInt(Topic::maxRecordBytes).max().orElseThrow();
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecordBytes + OVERHEAD_BYTES);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Publishes an event to the partition that its key leads to.
     *
     * @param topic where to
     * @param event the event
     * @return completes with its place once the log has it for good; fails with Kafka's error if it cannot be stored,
     *     and with {@link RecordTooLargeException} if the topic does not take one of its size
     * @param <E> the type of the topic's events
     */
    public <E extends Event> CompletableFuture<PublishedAt> publish(Topic<E> topic, E event) {
        return publish(topic, null, event);
    }

    /**
     * Publishes an event as {@link #publish(Topic, Event)} does, and waits until the log has it for good.
     *
     * @param topic where to
     * @param event the event
     * @return where it lies
     * @throws UnpublishedEventException when the log does not take it
     * @param <E> the type of the topic's events
     */
    public <E extends Event> PublishedAt store(Topic<E> topic, E event) {
        return awaitStored(topic, event, publish(topic, event));
    }

    /**
     * Publishes events as {@link #publish(Topic, Event)} does, all at once, and waits until the log has each for good.
     *
     * @param topic where to
     * @param events the events, in this order
     * @throws UnpublishedEventException when the log does not take one of them
     * @param <E> the type of the topic's events
     */
    public <E extends Event> void storeAll(Topic<E> topic, List<? extends E> events) {
        List<CompletableFuture<PublishedAt>> published =
                events.stream().map(event -> publish(topic, event)).toList();
        for (int i = 0; i < published.size(); i++) {
            awaitStored(topic, events.get(i), published.get(i));
        }
    }

    private static PublishedAt awaitStored(Topic<?> topic, Event event, CompletableFuture<PublishedAt> published) {
        try {
            return published.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnpublishedEventException(
                    topic.name() + " did not take " + event.getClass().getSimpleName() + " " + event.key() + ": "
                            + cause.getMessage(),
                    cause);
        }
    }

    /**
     * Publishes an event to a partition of the caller's choice. Events of one key keep their order only where the same
     * partition is chosen for all of them.
     *
     * @param topic where to
     * @param partition which of its partitions, from 0; one that the topic has not makes the future fail after the
     *     client's {@code max.block.ms}, since it may be about to be created
     * @param event the event
     * @return as {@link #publish(Topic, Event)} does
     * @throws IllegalArgumentException if the partition is negative
     * @param <E> the type of the topic's events
     */
    public <E extends Event> CompletableFuture<PublishedAt> publishTo(Topic<E> topic, int partition, E event) {
        return publish(topic, Integer.valueOf(partition), event);
    }

    private <E extends Event> CompletableFuture<PublishedAt> publish(
            Topic<E> topic, @Nullable Integer partition, E event) {
        byte[] payload = EventCodec.encode(event);
        if (payload.length > topic.maxRecordBytes()) {
            return CompletableFuture.failedFuture(
                    new RecordTooLargeException("topic " + topic.name() + " takes records of up to "
                            + topic.maxRecordBytes() + " bytes, this "
                            + event.getClass().getSimpleName() + " has "
                            + payload.length + "; split it or pass its content by reference"));
        }
        return send(new ProducerRecord<>(
                topic.name(),
                partition,
                event.key(),
                payload,
                CloudEventHeaders.of(event, payload, source, clock.instant())));
    }

    /**
     * Publishes what could not be processed to the dead letters of a topic, with the headers that dead letters of
     * message channels have as well.
     *
     * @param topic the topic it was meant for, or came from
     * @param key names it
     * @param value what could not be processed, or as much of it as may be kept
     * @param reason why, for a person to read
     * @return completes with its place once the log has it for good
     */
    public CompletableFuture<PublishedAt> publishDeadLetter(Topic<?> topic, String key, byte[] value, String reason) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("dead-letter-reason", reason.getBytes(UTF_8));
        headers.add("dead-letter-topic", topic.name().getBytes(UTF_8));
        headers.add("ce_source", source.getBytes(UTF_8));
        return send(new ProducerRecord<>(topic.deadLetters(), null, key, value, headers))
                .whenComplete((at, failure) -> {
                    if (failure == null) {
                        clients.observer().deadLettered(topic);
                    }
                });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of success and failure
    private CompletableFuture<PublishedAt> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<PublishedAt> published = new CompletableFuture<>();
        Span span = clients.traces().sending(record);
        try {
            producer.send(record, (metadata, failure) -> {
                RecordTraces.sent(span, failure);
                if (failure == null) {
                    published.complete(new PublishedAt(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                    published.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            // a publisher that is closed, or whose thread is interrupted, does not call back
            RecordTraces.sent(span, e);
            throw e;
        }
        return published;
    }

    /** Waits until all that was published before is stored or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Sends what is on its way, for up to ten seconds, and disconnects. */
    @Override
    public void close() {
        observation.close();
        producer.close(CLOSE_AT_MOST);
        name.close();
    }
}
