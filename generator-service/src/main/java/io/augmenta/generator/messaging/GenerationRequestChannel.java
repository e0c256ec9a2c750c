package io.augmenta.generator.messaging;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.generator.GenerationAnswers;
import io.augmenta.generator.GenerationStoppedException;
import io.augmenta.telemetry.TracedRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Generation requests, one at a time. A record is acknowledged once its whole answer is stored; one that is no request
 * fails, by which the channel puts it among the dead letters and goes on.
 */
@ApplicationScoped
class GenerationRequestChannel {
    private final GenerationAnswers answers;

    GenerationRequestChannel(GenerationAnswers answers) {
        this.answers = answers;
    }

    @TracedRecord
    @Incoming("generation-requests")
    @Blocking("generation-requests")
    Uni<Void> answer(ConsumerRecord<String, byte[]> record) {
        GenerationRequested request = requestIn(record);
        try {
            answers.answer(request);
            return Uni.createFrom().voidItem();
        } catch (GenerationStoppedException e) {
            return neitherDoneNorFailed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return neitherDoneNorFailed();
        }
    }

    /** Never acknowledged, so whoever takes over the partition gets the record again. */
    private static Uni<Void> neitherDoneNorFailed() {
        return Uni.createFrom().nothing();
    }

    private static GenerationRequested requestIn(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            throw new UndecodableEventException("expected a generation request, got a record without a value", null);
        }
        Event event = EventCodec.decode(value);
        if (event instanceof GenerationRequested request) {
            return request;
        }
        throw new UndecodableEventException(
                "expected a GenerationRequested, got a " + event.getClass().getSimpleName(), null);
    }

    void stop() {
        answers.stop();
    }
}
