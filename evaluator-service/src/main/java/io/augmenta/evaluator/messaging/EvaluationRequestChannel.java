package io.augmenta.evaluator.messaging;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.evaluator.EvaluationSlot;
import io.augmenta.evaluator.EvaluationStoppedException;
import io.augmenta.evaluator.Evaluator;
import io.augmenta.telemetry.TracedRecord;
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
 * Takes evaluation requests, one at a time, and acknowledges each when its end is in the log: an evaluation that this
 * evaluator leaves, or dies in, is delivered again. A record that is no request goes to the dead letters.
 */
@ApplicationScoped
public class EvaluationRequestChannel {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationRequestChannel.class);
    private static final Duration STOP_CHECKED_EVERY = Duration.ofSeconds(1);

    private final Evaluator evaluator;
    private final EvaluationSlot slot;
    private final LogConnection log;

    EvaluationRequestChannel(Evaluator evaluator, EvaluationSlot slot, LogConnection log) {
        this.evaluator = evaluator;
        this.slot = slot;
        this.log = log;
    }

    /** Carries out a request, which may take long; on a thread of the pool that runs one at a time. */
    @TracedRecord
    @Incoming("evaluation-requests")
    @Blocking("evaluations")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> onRequest(Message<byte[]> message) {
        try {
            carryOut(decode(message.getPayload()));
            return message.ack();
        } catch (UndecodableEventException e) {
            LOG.warn("event=request_undecodable answer=dead_letter reason=\"{}\"", e.getMessage());
            return message.nack(e);
        } catch (EvaluationStoppedException e) {
            LOG.info("event=evaluation_stopped answer=not_acknowledged");
            return CompletableFuture.completedFuture(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            // the channel must live on for the next request
            LOG.error("event=request_broken answer=dead_letter", e);
            return message.nack(e);
        }
    }

    /** An evaluation may have been completed before this process began: look only when that is known. */
    private void carryOut(EvaluationRequested request) throws InterruptedException {
        slot.check();
        while (!log.awaitCaughtUp(STOP_CHECKED_EVERY)) {
            LOG.info("event=waiting_for_views evaluation={}", request.evaluationId());
            slot.check();
        }
        evaluator.evaluate(request);
    }

    private static EvaluationRequested decode(byte @Nullable [] payload) {
        if (payload == null) {
            throw new UndecodableEventException("expected an EvaluationRequested, got a record without a value", null);
        }
        Event event = EventCodec.decode(payload);
        if (event instanceof EvaluationRequested request) {
            return request;
        }
        throw new UndecodableEventException(
                "expected an EvaluationRequested, got a " + event.getClass().getSimpleName(), null);
    }
}
