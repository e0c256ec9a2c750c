package io.augmenta.generator.messaging;

import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.AnswerLog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/** Answers as records of the topic of synthetic batches, all of one request in one partition and in order. */
@ApplicationScoped
class KafkaAnswerLog implements AnswerLog {
    private final EventPublisher publisher;

    KafkaAnswerLog(LogConnection connection) {
        this.publisher = new EventPublisher(connection.clients(), "/augmenta/generator-service");
    }

    @Override
    public CompletableFuture<PublishedAt> publish(GenerationEvent event) {
        return publisher.publish(Topics.SYNTHETIC_BATCHES, event);
    }

    @PreDestroy
    void close() {
        publisher.close();
    }
}
