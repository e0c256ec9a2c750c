package io.augmenta.trainer.messaging;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.trainer.TrainingJournal;
import io.augmenta.trainer.UnpublishedEventException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;

/** The journal as topics of the log. */
@ApplicationScoped
public class LogJournal implements TrainingJournal {
    private static final String SOURCE = "/augmenta/trainer-service";

    private final EventPublisher publisher;

    LogJournal(LogClients clients) {
        publisher = new EventPublisher(clients.named("trainer-service"), SOURCE);
    }

    @PreDestroy
    void disconnect() {
        publisher.close();
    }

    @Override
    public void requested(TrainingRequested request) {
        publish(Topics.TRAINING_REQUESTS, request);
    }

    @Override
    public void cancelled(TrainingCancelled cancellation) {
        publish(Topics.TRAINING_CANCELLATIONS, cancellation);
    }

    @Override
    public void progressed(TrainingProgressed progress) {
        publish(Topics.TRAINING_PROGRESS, progress);
    }

    @Override
    public void published(CheckpointPublished checkpoint) {
        publish(Topics.CHECKPOINTS, checkpoint);
    }

    private <E extends Event> void publish(Topic<E> topic, E event) {
        try {
            publisher.publish(topic, event).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnpublishedEventException(
                    topic.name() + " did not take " + event.getClass().getSimpleName() + " " + event.key() + ": "
                            + cause.getMessage(),
                    cause);
        }
    }
}
