package io.augmenta.generator.messaging;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import io.augmenta.generator.GenerationAnswers;
import io.augmenta.generator.GenerationStoppedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generation requests, one at a time. A record is acknowledged once its whole answer is stored; one that is no request
 * fails, by which the channel puts it among the dead letters and goes on.
 */
@ApplicationScoped
class GenerationRequestChannel {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationRequestChannel.class);

    private final GenerationAnswers answers;

    GenerationRequestChannel(GenerationAnswers answers) {
        this.answers = answers;
    }

    @Incoming("generation-requests")
    @Blocking("generation-requests")
    Uni<Void> answer(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        GenerationRequested request = requestIn(record);
        try {
            answers.answer(request);
            return Uni.createFrom().voidItem();
        } catch (GenerationStoppedException e) {
            LOG.info("generation=interrupted request={} reason=\"{}\"", request.requestId(), e.getMessage());
            // neither done nor failed: not acknowledged, so whoever takes over the partition gets it again
            return Uni.createFrom().nothing();
        }
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
