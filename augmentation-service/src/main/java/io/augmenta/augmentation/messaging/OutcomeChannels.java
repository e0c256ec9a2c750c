package io.augmenta.augmentation.messaging;

import io.augmenta.augmentation.AugmentationLoop;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.eventlog.UnpublishedEventException;
import io.augmenta.telemetry.TracedRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears how what was asked for ends: failed trainings and evaluations, and answered generations. What follows from an event is
 * in the log before it is acknowledged; an event of another kind is acknowledged at once.
 */
@ApplicationScoped
public class OutcomeChannels {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeChannels.class);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMillis(200);

    private final AugmentationLoop loop;
    private final LogConnection log;

    OutcomeChannels(AugmentationLoop loop, LogConnection log) {
        this.loop = loop;
        this.log = log;
    }

    /** Ends of trainings. */
    @TracedRecord
    @Incoming("augmentation-trainings")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> onTraining(Message<byte[]> message) {
        return hear(message);
    }

    /** Ends of generations; the images themselves are not looked at. */
    @TracedRecord
    @Incoming("augmentation-generations")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> onGeneration(Message<byte[]> message) {
        return hear(message);
    }

    /** Ends of evaluations. */
    @TracedRecord
    @Incoming("augmentation-evaluations")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> onEvaluation(Message<byte[]> message) {
        return hear(message);
    }

    private CompletionStage<Void> hear(Message<byte[]> message) {
        try {
            // before the steps of earlier days are read nobody knows what this is the answer to
            while (!log.caughtUp()) {
                TimeUnit.MILLISECONDS.sleep(ASKED_AGAIN_AFTER.toMillis());
            }
            hearUntilStored(EventCodec.decode(present(message.getPayload())));
            return message.ack();
        } catch (UndecodableEventException e) {
            LOG.warn("event=outcome_undecodable answer=dead_letter reason=\"{}\"", e.getMessage());
            return message.nack(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(null);
        }
    }

    /** An event that is acknowledged is not told again: while what follows from it cannot be stored, it waits. */
    private void hearUntilStored(Event event) throws InterruptedException {
        while (true) {
            try {
                loop.heard(event);
                return;
            } catch (UnpublishedEventException e) {
                LOG.warn("event=outcome_waits answer=tried_again reason=\"{}\"", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(ASKED_AGAIN_AFTER.toMillis());
            }
        }
    }

    private static byte[] present(byte @Nullable [] payload) {
        if (payload == null) {
            throw new UndecodableEventException("expected an event, got a record without a value", null);
        }
        return payload;
    }
}
