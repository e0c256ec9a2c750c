package io.augmenta.trainer.messaging;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingEvent;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.CompactedViews;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.SharedHistories;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.trainer.CheckpointCatalogue;
import io.augmenta.trainer.DatasetCatalogue;
import io.augmenta.trainer.ImageLog;
import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunClaims;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the trainer reads of the log beside its requests: sealed data sets, checkpoints, runs, and images. */
@ApplicationScoped
public class LogConnection {
    private final TopicProvisioner provisioner;
    private final CompactedView<DatasetVersion> datasets;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final CompactedView<TrainingRequested> requests;
    private final CompactedView<TrainingCancelled> cancellations;
    private final CompactedView<TrainingEvent> progress;
    private final CompactedViews views;
    private final OffsetRangeReader ranges;

    LogConnection(LogClients logClients, RunBook book, RunClaims claims) {
        LogClients clients = logClients.named("trainer-service");
        provisioner = new TopicProvisioner(clients.properties());
        datasets = new CompactedView<>(clients, Topics.DATASETS);
        checkpoints = new CompactedView<>(clients, Topics.CHECKPOINTS, new SharedHistories());
        requests = new CompactedView<>(clients, Topics.TRAINING_REQUESTS);
        cancellations = new CompactedView<>(clients, Topics.TRAINING_CANCELLATIONS);
        progress = new CompactedView<>(clients, Topics.TRAINING_PROGRESS);
        views = CompactedViews.of(datasets, checkpoints, requests, cancellations, progress);
        ranges = new OffsetRangeReader(clients);
        requests.onUpdate(book::heard);
        cancellations.onUpdate(book::heard);
        progress.onUpdate(event -> {
            if (event instanceof TrainingProgressed progressed) {
                book.heard(progressed);
                claims.heard(progressed);
            }
        });
    }

    /** Before the channels start, so that services may be started in any order. */
    void connect(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started)
            throws InterruptedException {
        provisioner.ensure(Topics.all());
        views.start();
    }

    @PreDestroy
    void disconnect() {
        views.close();
    }

    /** Whether all that was in the topics when this service started has been read. */
    public boolean caughtUp() {
        return views.caughtUp();
    }

    /**
     * Waits until all that was in the topics when this service started has been read.
     *
     * @param atMost how long to wait for each topic
     * @return whether it has
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return views.awaitCaughtUp(atMost);
    }

    /** The sealed data sets. */
    public DatasetCatalogue datasetCatalogue() {
        return new DatasetCatalogue() {
            @Override
            public Optional<DatasetVersion> await(String name, String version, Duration patience)
                    throws InterruptedException {
                return datasets.await(DatasetVersion.key(name, version), patience);
            }

            @Override
            public List<DatasetVersion> all() {
                return datasets.all();
            }
        };
    }

    /** The checkpoints published. */
    public CheckpointCatalogue checkpointCatalogue() {
        return new CheckpointCatalogue() {
            @Override
            public List<CheckpointPublished> all() {
                return checkpoints.all();
            }

            @Override
            public Optional<CheckpointPublished> await(String checkpointId, Duration patience)
                    throws InterruptedException {
                return checkpoints.await(checkpointId, patience);
            }
        };
    }

    /** The images. */
    public ImageLog imageLog() {
        return this::read;
    }

    private void read(List<OffsetRange> asked, Consumer<ImageBatch> sink) {
        ranges.read(asked, ImageBatch.class, sink);
    }
}
