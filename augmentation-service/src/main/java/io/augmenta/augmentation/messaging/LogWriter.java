package io.augmenta.augmentation.messaging;

import io.augmenta.augmentation.AugmentationLog;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

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
            publisher.store(Topics.TRAINING_REQUESTS, training);
        } else if (request instanceof GenerationRequested generation) {
            publisher.store(Topics.GENERATION_REQUESTS, generation);
        } else if (request instanceof EvaluationRequested evaluation) {
            publisher.store(Topics.EVALUATION_REQUESTS, evaluation);
        } else {
            throw new IllegalArgumentException(
                    "no service is asked by a " + request.getClass().getSimpleName());
        }
    }

    @Override
    public void record(AugmentationStep step) {
        publisher.store(Topics.AUGMENTATION_STEPS, step);
    }

    @Override
    public void set(AugmentationPolicy policy) {
        publisher.store(Topics.AUGMENTATION_POLICIES, policy);
    }
}
