package io.augmenta.augmentation.messaging;

import io.augmenta.augmentation.AugmentationLog;
import io.augmenta.augmentation.UnpublishedEventException;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.PublishedAt;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Requests, steps and policies as records of the log. */
@ApplicationScoped
public class LogWriter implements AugmentationLog {
    private static final String SOURCE = "/augmenta/augmentation-service";

    private final EventPublisher publisher;

    LogWriter(LogClients clients) {
        publisher = new EventPublisher(clients.named("augmentation-service"), SOURCE);
    }

    @PreDestroy
    void disconnect() {
        publisher.close();
    }

    @Override
    public void ask(Event request) {
        if (request instanceof TrainingRequested training) {
            await(training, publisher.publish(Topics.TRAINING_REQUESTS, training));
        } else if (request instanceof GenerationRequested generation) {
            await(generation, publisher.publish(Topics.GENERATION_REQUESTS, generation));
        } else if (request instanceof EvaluationRequested evaluation) {
            await(evaluation, publisher.publish(Topics.EVALUATION_REQUESTS, evaluation));
        } else {
            throw new IllegalArgumentException(
                    "no service is asked by a " + request.getClass().getSimpleName());
        }
    }

    @Override
    public void record(AugmentationStep step) {
        await(step, publisher.publish(Topics.AUGMENTATION_STEPS, step));
    }

    @Override
    public void set(AugmentationPolicy policy) {
        await(policy, publisher.publish(Topics.AUGMENTATION_POLICIES, policy));
    }

    private static void await(Event event, CompletableFuture<PublishedAt> published) {
        try {
            published.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnpublishedEventException(
                    "the event log did not take " + event.getClass().getSimpleName() + " " + event.key() + ": "
                            + cause.getMessage(),
                    cause);
        }
    }
}
