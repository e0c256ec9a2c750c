package io.augmenta.trainer.messaging;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.telemetry.TracedRecord;
import io.augmenta.trainer.RunEnding;
import io.augmenta.trainer.RunTrainer;
import io.augmenta.trainer.TrainingSlot;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes training requests, one at a time, and acknowledges each when its run is settled: a run that this trainer leaves,
 * or dies in, is delivered again.
 */
@ApplicationScoped
public class TrainingRequestChannel {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRequestChannel.class);
    private static final Duration CLOSED_CHECKED_EVERY = Duration.ofSeconds(1);

    private final RunTrainer trainer;
    private final TrainingSlot slot;
    private final LogConnection log;

    TrainingRequestChannel(RunTrainer trainer, TrainingSlot slot, LogConnection log) {
        this.trainer = trainer;
        this.slot = slot;
        this.log = log;
    }

    /** Carries out a request, which may take hours; on a thread of the pool that runs one at a time. */
    @TracedRecord
    @Incoming("training-requests")
    @Blocking("training-runs")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> onRequest(Message<byte[]> message) {
        try {
            RunEnding ending = carryOut(decode(message.getPayload()));
            return ending.settled() ? message.ack() : CompletableFuture.completedFuture(null);
        } catch (UndecodableEventException e) {
            LOG.warn("event=request_undecodable answer=dead_letter reason=\"{}\"", e.getMessage());
            return message.nack(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException | OutOfMemoryError e) {
            // the channel must live on for the next request
            LOG.error("event=run_broken answer=dead_letter", e);
            return message.nack(e);
        }
    }

    /** A run may have been completed before this process began: look only when that is known. */
    private RunEnding carryOut(TrainingRequested request) throws InterruptedException {
        while (!slot.closed() && !log.awaitCaughtUp(CLOSED_CHECKED_EVERY)) {
            LOG.info("event=waiting_for_views run={}", request.runId());
        }
        return trainer.carryOut(request);
    }

    private static TrainingRequested decode(byte @Nullable [] payload) {
        if (payload == null) {
            throw new UndecodableEventException("expected a TrainingRequested, got a record without a value", null);
        }
        Event event = EventCodec.decode(payload);
        if (event instanceof TrainingRequested request) {
            return request;
        }
        throw new UndecodableEventException(
                "expected a TrainingRequested, got a " + event.getClass().getSimpleName(), null);
    }
}
