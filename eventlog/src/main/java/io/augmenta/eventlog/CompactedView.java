package io.augmenta.eventlog;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest event of every key of a compacted topic, kept up to date by a thread of its own that reads the topic from
 * its beginning, without a consumer group. Thread-safe; whoever made it closes it.
 *
 * @param <E> what the topic's records are
 */
public final class CompactedView<E extends Event> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(5);

    private final Topic<E> topic;
    private final UnaryOperator<E> kept;
    private final LogClients clients;
    private final Map<String, Object> clientProperties;
    private final Thread reader;
    private final Object lock = new Object();
    private final Map<String, E> latest = new LinkedHashMap<>();
    private final List<BiConsumer<? super E, Instant>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Connection connected;
    private volatile boolean caughtUp;
    private volatile boolean closed;
    private volatile boolean started;

    /**
     * Takes the properties; nothing is read before {@link #start}.
     *
     * @param clientProperties properties of Kafka's clients
     * @param topic the topic
     */
    public CompactedView(Map<String, Object> clientProperties, Topic<E> topic) {
        this(LogClients.of(clientProperties), topic);
    }

    /**
     * Takes the clients; nothing is read before {@link #start}.
     *
     * @param clients how the log is reached. Listeners are called as a part of the trace that an event carries, but for
     *     events that were in the topic before: what those led to has been done
     * @param topic the topic
     */
    public CompactedView(LogClients clients, Topic<E> topic) {
        this(clients, topic, UnaryOperator.identity());
    }

    /**
     * Takes the clients, for a view of events that are too large to keep as they are; nothing is read before {@link #start}.
     *
     * @param clients as for {@link #CompactedView(LogClients, Topic)}
     * @param topic the topic
     * @param kept what is kept and told of an event, called on the view's own thread alone
     */
    public CompactedView(LogClients clients, Topic<E> topic, UnaryOperator<E> kept) {
        this.clients = clients;
        this.kept = kept;
        this.clientProperties = Groupless.properties(clients.properties(), "earliest");
        this.topic = topic;
        this.reader = new Thread(this::follow, "view-" + topic.name());
        reader.setDaemon(true);
    }

    /**
     * Has a listener called with every event, the ones that lie in the topic already included; on the view's own
     * thread, which it must not hold up. Register before {@link #start}, or events are missed. After the connection was
     * lost the topic is read from its beginning again, and its events are told again. What a listener throws is logged,
     * and the listener is told of the next event.
     *
     * @param listener gets the events
     */
    public void onUpdate(Consumer<? super E> listener) {
        listeners.add((event, publishedAt) -> listener.accept(event));
    }

    /**
     * Does the same as {@link #onUpdate(Consumer)} for a listener that wants to know when each event was published.
     *
     * @param listener gets the events and their times, to the millisecond
     */
    public void onTimedUpdate(BiConsumer<? super E, Instant> listener) {
        listeners.add(listener);
    }

    /** Starts to read. */
    public void start() {
        started = true;
        reader.start();
    }

    /** {@return whether all that was in the topic when the view was started has been read} */
    public boolean caughtUp() {
        return caughtUp;
    }

    /**
     * The latest event of a key, as far as the topic has been read.
     *
     * @param key the key
     * @return the event, if there is one
     */
    public Optional<E> find(String key) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(key));
        }
    }

    /** {@return the latest event of every key, those whose latest event is oldest first} */
    public List<E> all() {
        synchronized (lock) {
            return List.copyOf(latest.values());
        }
    }

    /**
     * Waits for an event of a key.
     *
     * @param key the key
     * @param atMost how long to wait
     * @return the event; empty if none arrived in time or the view was closed
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Optional<E> await(String key, Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        synchronized (lock) {
            while (!latest.containsKey(key) && !closed) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    break;
                }
                lock.wait(leftMillis);
            }
            return Optional.ofNullable(latest.get(key));
        }
    }

    /**
     * Waits until the topic has been read to the end that it had at the start.
     *
     * @param atMost how long to wait
     * @return whether it has
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        synchronized (lock) {
            while (!caughtUp && !closed) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    break;
                }
                lock.wait(leftMillis);
            }
        }
        return caughtUp;
    }

    @SuppressWarnings("try") // the client is observed while it is open
    private void follow() {
        while (!closed) {
            try (LogClients.ClientName name = clients.take("view-" + topic.name());
                    Connection connection = new Connection(new KafkaConsumer<>(
                            name.in(clientProperties), new StringDeserializer(), new ByteArrayDeserializer()));
                    ClientObserver.Observation ignored = clients.observer().opened(connection.consumer())) {
                connected = connection;
                // whoever closes the view before this line has found nobody to wake
                if (!closed) {
                    followWith(connection.consumer());
                }
            } catch (KafkaException e) {
                if (!closed) {
                    LOG.warn(
                            "view=interrupted topic={} reconnect_seconds={} reason=\"{}\"",
                            topic.name(),
                            RECONNECT_AFTER.toSeconds(),
                            e.toString());
                    pauseBeforeReconnect();
                }
            } finally {
                connected = null;
            }
        }
    }

    /** Takes leave at once: without a group nothing is lost, and a farewell is answered after the last fetch only. */
    private record Connection(KafkaConsumer<String, byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void followWith(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> ends = Groupless.fromTheBeginning(consumer, topic);
        if (ends.isEmpty()) {
            throw new KafkaException("topic " + topic.name() + " has no partitions; is it created?");
        }
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                apply(record);
            }
            if (!caughtUp && Groupless.reached(consumer, ends)) {
                synchronized (lock) {
                    caughtUp = true;
                    lock.notifyAll();
                }
                LOG.info("view=caught_up topic={} keys={}", topic.name(), all().size());
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            synchronized (lock) {
                latest.remove(record.key());
            }
            return;
        }
        E event;
        try {
            event = kept.apply(topic.eventType().cast(EventCodec.decode(value)));
        } catch (UndecodableEventException | ClassCastException e) {
            // one bad record must not keep a service from ever becoming ready
            LOG.error(
                    "view=undecodable_record topic={} partition={} offset={} reason=\"{}\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return;
        }
        synchronized (lock) {
            latest.remove(record.key());
            latest.put(record.key(), event);
            lock.notifyAll();
        }
        tell(record, event);
    }

    private void tell(ConsumerRecord<String, byte[]> record, E event) {
        Instant publishedAt = Instant.ofEpochMilli(record.timestamp());
        Runnable telling = () -> listeners.forEach(listener -> tell(listener, event, publishedAt, record));
        if (caughtUp) {
            clients.traces().continuing(record, telling);
        } else {
            telling.run();
        }
    }

    private void tell(
            BiConsumer<? super E, Instant> listener,
            E event,
            Instant publishedAt,
            ConsumerRecord<String, byte[]> record) {
        try {
            listener.accept(event, publishedAt);
        } catch (RuntimeException e) {
            // else the thread would end, and the view would never again see anything new
            LOG.error(
                    "view=listener_failed topic={} partition={} offset={} consequence=\"told of the next event\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    private void pauseBeforeReconnect() {
        try {
            if (closing.await(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("view=closed_while_disconnected topic={}", topic.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Stops reading and disconnects; what was read can still be asked for. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        closing.countDown();
        Connection connection = connected;
        if (connection != null) {
            connection.consumer().wakeup();
        }
        if (started) {
            try {
                reader.join(CLOSE_AT_MOST.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
