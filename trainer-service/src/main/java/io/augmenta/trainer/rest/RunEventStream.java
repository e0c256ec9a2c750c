package io.augmenta.trainer.rest;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunRecord;
import io.augmenta.trainer.RunState;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/**
 * Tells one client how a run gets on: what is known already, then what comes, until the run has ended. It looks at the
 * book whenever something is heard of the run and tells what it has not told yet, so that an event heard twice, or an
 * epoch done again after a trainer died, is told once. Thread-safe.
 */
final class RunEventStream {
    private final RunBook book;
    private final String runId;
    private final Sse events;
    private final MultiEmitter<? super OutboundSseEvent> client;
    private RunEventId told;
    private @Nullable RunState state;

    /**
     * Tells nothing yet.
     *
     * @param told what the client knows already
     */
    RunEventStream(
            RunBook book, String runId, RunEventId told, Sse events, MultiEmitter<? super OutboundSseEvent> client) {
        this.book = book;
        this.runId = runId;
        this.told = told;
        this.events = events;
        this.client = client;
    }

    /** Keeps the connection from being taken for dead, unless something is on its way to the client anyhow. */
    void sayAlive() {
        if (client.requested() > 0) {
            client.emit(events.newEventBuilder().comment("alive").build());
        }
    }

    /** Tells what has not been told yet. */
    synchronized void look() {
        if (client.isCancelled() || (state != null && state.ended())) {
            return;
        }
        book.find(runId).ifPresent(this::tell);
    }

    private void tell(RunRecord run) {
        for (TrainingProgressed epoch : run.epochs()) {
            if (epoch.epoch() > told.epoch()) {
                told = new RunEventId(epoch.epoch(), epoch.step(), null);
                client.emit(event("epoch", told.toString(), EpochEvent.of(epoch)));
            }
        }
        RunState now = run.state();
        if (now.ended()) {
            TrainingProgressed latest = run.latest();
            long step = latest == null ? told.step() : latest.step();
            RunEventId id = new RunEventId(told.epoch(), step, now);
            client.emit(event("ended", id.toString(), StatusEvent.of(run)));
            client.complete();
        } else if (now != state && now != RunState.RUNNING) {
            client.emit(event("status", null, StatusEvent.of(run)));
        }
        state = now;
    }

    private OutboundSseEvent event(String name, @Nullable String id, Object data) {
        OutboundSseEvent.Builder event = events.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data);
        return (id == null ? event : event.id(id)).build();
    }
}
