package io.augmenta.ingest.messaging;

import io.augmenta.contracts.Topics;
import io.augmenta.contracts.WatchEvent;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.ingest.UnpublishedException;
import io.augmenta.ingest.watch.WatchLog;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Watches as records of their topic, and which of several processes acts on them. */
public final class KafkaWatchLog implements WatchLog, AutoCloseable {
    private static final String SOURCE = "/augmenta/ingest-service";

    private final EventPublisher publisher;
    private final CompactedView<WatchEvent> view;
    private final KafkaDuty duty;

    /**
     * Takes the properties; nothing is read before {@link #connect}.
     *
     * @param clientProperties properties of Kafka's clients
     */
    public KafkaWatchLog(Map<String, Object> clientProperties) {
        this(LogClients.of(clientProperties));
    }

    /**
     * Takes the clients; nothing is read before {@link #connect}.
     *
     * @param clients how the log is reached
     */
    public KafkaWatchLog(LogClients clients) {
        this.publisher = new EventPublisher(clients, SOURCE);
        this.view = new CompactedView<>(clients, Topics.WATCHES);
        this.duty = new KafkaDuty(clients.properties(), Topics.WATCHES.name());
    }

    /**
     * Begins to read what is watched, and to ask whether it is this process that acts. The topic has to be there.
     *
     * @param heard takes every event, on a thread of the view's
     * @param mayAct whether this process may be the one that acts
     */
    public void connect(Consumer<WatchEvent> heard, boolean mayAct) {
        view.onUpdate(heard);
        view.start();
        if (mayAct) {
            duty.start();
        }
    }

    @Override
    public boolean caughtUp() {
        return view.caughtUp();
    }

    @Override
    public boolean acts() {
        return view.caughtUp() && duty.mine();
    }

    @Override
    public void keep(WatchEvent event) {
        try {
            publisher.publish(Topics.WATCHES, event).get();
        } catch (KafkaException e) {
            throw new UnpublishedException("the event log did not take the watch: " + e, e);
        } catch (ExecutionException e) {
            throw new UnpublishedException("the event log did not take the watch: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnpublishedException("the service leaves", e);
        }
    }

    @Override
    public void close() {
        duty.close();
        view.close();
        publisher.close();
    }
}
