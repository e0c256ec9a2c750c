package io.augmenta.trainer.rest;

import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.configuration.TrainerConfiguration;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The streams of events that clients have open. They end when the process is told to leave: a leaving service waits for
 * its open requests before anything else, and a run in progress could not write its checkpoint meanwhile. Clients ask
 * again, with the id of the event that they got last. Thread-safe.
 */
@Singleton
class EventStreams {
    private final RunBook book;
    private final Duration heartbeat;
    private final Set<MultiEmitter<? super OutboundSseEvent>> clients = ConcurrentHashMap.newKeySet();
    private final Thread leaving = new Thread(this::leave, "event-streams-leaving");
    private volatile boolean left;

    EventStreams(RunBook book, TrainerConfiguration configuration) {
        this.book = book;
        this.heartbeat = configuration.eventStreamHeartbeat();
    }

    void start(@Observes StartupEvent started) {
        Runtime.getRuntime().addShutdownHook(leaving);
    }

    @PreDestroy
    void stop() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException e) {
            // it is running already
            left = true;
        }
    }

    /**
     * Follows a run from where a client has got to.
     *
     * @param told what the client knows already
     * @param events makes the events
     */
    Multi<OutboundSseEvent> follow(String runId, RunEventId told, Sse events) {
        return Multi.createFrom().emitter(client -> open(runId, told, events, client));
    }

    private void open(String runId, RunEventId told, Sse events, MultiEmitter<? super OutboundSseEvent> client) {
        RunEventStream stream = new RunEventStream(book, runId, told, events, client);
        // first to be told, then to look: what is heard in between is seen by one or the other
        RunBook.Following following = book.follow(runId, stream::look);
        ScheduledFuture<?> alive = Infrastructure.getDefaultWorkerPool()
                .scheduleAtFixedRate(
                        stream::sayAlive, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        clients.add(client);
        client.onTermination(() -> {
            following.close();
            alive.cancel(false);
            clients.remove(client);
        });
        stream.look();
        if (left) {
            client.complete();
        }
    }

    private void leave() {
        left = true;
        clients.forEach(MultiEmitter::complete);
    }
}
