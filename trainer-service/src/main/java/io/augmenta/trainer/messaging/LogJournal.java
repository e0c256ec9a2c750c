package io.augmenta.trainer.messaging;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.trainer.TrainingJournal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

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
        publisher.store(Topics.TRAINING_REQUESTS, request);
    }

    @Override
    public void cancelled(TrainingCancelled cancellation) {
        publisher.store(Topics.TRAINING_CANCELLATIONS, cancellation);
    }

    @Override
    public void progressed(TrainingProgressed progress) {
        publisher.store(Topics.TRAINING_PROGRESS, progress);
    }

    @Override
    public void published(CheckpointPublished checkpoint) {
        publisher.store(Topics.CHECKPOINTS, checkpoint);
    }
}
