package io.augmenta.generator;

import io.augmenta.contracts.GenerationEvent;
import io.augmenta.eventlog.PublishedAt;
import java.util.concurrent.CompletableFuture;

/** Where answers to generation requests go. Thread-safe. */
public interface AnswerLog {

    /** Publishes without waiting; completes with the event's place once it is stored for good, or fails. */
    CompletableFuture<PublishedAt> publish(GenerationEvent event);
}
