package io.augmenta.generator;

import io.augmenta.contracts.GenerationEvent;
import io.augmenta.eventlog.PublishedAt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where answers to generation requests go. Thread-safe. */
public interface AnswerLog {

    /** Publishes without waiting; completes with the event's place once it is stored for good, or fails. */
    CompletableFuture<PublishedAt> publish(GenerationEvent event);

    /**
     * Waits until an event is stored for good.
     *
     * @param requestId the request that it answers
     * @param storing what {@link #publish} gave
     * @throws AnswerNotStoredException if it could not be stored
     */
    static PublishedAt await(String requestId, CompletableFuture<PublishedAt> storing) throws InterruptedException {
        try {
            return storing.get();
        } catch (ExecutionException e) {
            throw new AnswerNotStoredException(requestId, e);
        }
    }
}
