package io.augmenta.eventlog;

import io.opentelemetry.api.OpenTelemetry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of one service have in common: how they reach the log, under which name, who hears of them, and whether
 * traces go along with what they write and read. Immutable but for the names in use; thread-safe.
 */
public final class LogClients {
    private static final Set<String> NAMES_IN_USE = ConcurrentHashMap.newKeySet();

    private final Map<String, Object> properties;
    private final String name;
    private final ClientObserver observer;
    private final RecordTraces traces;

    private LogClients(Map<String, Object> properties, String name, ClientObserver observer, RecordTraces traces) {
        this.properties = Map.copyOf(properties);
        this.name = name;
        this.observer = observer;
        this.traces = traces;
    }

    /**
     * Clients that Kafka names, that nobody hears of, without traces.
     *
     * @param clientProperties properties of Kafka's clients
     * @return the clients
     */
    public static LogClients of(Map<String, Object> clientProperties) {
        return of(clientProperties, ClientObserver.NONE, OpenTelemetry.noop());
    }

    /**
     * Clients that are observed.
     *
     * @param clientProperties properties of Kafka's clients
     * @param observer hears of them
     * @param openTelemetry keeps the traces; a {@linkplain OpenTelemetry#noop() noop} keeps none and costs next to nothing
     * @return the clients
     */
    public static LogClients of(
            Map<String, Object> clientProperties, ClientObserver observer, OpenTelemetry openTelemetry) {
        return new LogClients(clientProperties, "", observer, new RecordTraces(openTelemetry));
    }

    /**
     * The same under a name, by which metrics and the broker tell clients apart; as {@code trainer-service}, its views are
     * {@code trainer-service-view-TOPIC}.
     *
     * @param other the name
     * @return the clients
     */
    public LogClients named(String other) {
        return new LogClients(properties, other, observer, traces);
    }

    /** {@return properties of Kafka's clients} */
    public Map<String, Object> properties() {
        return properties;
    }

    /**
     * Does something with a record that was read, as a part of the trace that it carries, if it carries one.
     *
     * @param record the record
     * @param work is done on this thread
     * @return what the work returns
     * @throws Exception what the work throws
     * @param <T> what the work returns
     */
    public <T extends @Nullable Object> T processing(ConsumerRecord<?, ?> record, Callable<T> work) throws Exception {
        return traces.<T, Exception>processing(record, work::call);
    }

    ClientObserver observer() {
        return observer;
    }

    RecordTraces traces() {
        return traces;
    }

    /**
     * A name for one client. Of several clients for one purpose each has a number, and numbers are used again: metrics have
     * the name as a label, which must not take ever new values.
     */
    ClientName take(String purpose) {
        if (name.isEmpty()) {
            return new ClientName("");
        }
        String first = name + "-" + purpose;
        String free = first;
        for (int number = 2; !NAMES_IN_USE.add(free); number++) {
            free = first + "-" + number;
        }
        return new ClientName(free);
    }

    /**
     * A name while a client has it.
     *
     * @param id empty for one that Kafka makes up
     */
    record ClientName(String id) implements AutoCloseable {

        Map<String, Object> in(Map<String, Object> properties) {
            Map<String, Object> named = new HashMap<>(properties);
            if (!id.isEmpty()) {
                named.put(CommonClientConfigs.CLIENT_ID_CONFIG, id);
            }
            return named;
        }

        @Override
        public void close() {
            NAMES_IN_USE.remove(id);
        }
    }
}
