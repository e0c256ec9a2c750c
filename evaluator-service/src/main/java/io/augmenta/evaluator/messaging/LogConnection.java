package io.augmenta.evaluator.messaging;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.Catalogue;
import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.ImageArchive;
import io.augmenta.evaluator.release.ReleaseBook;
import io.augmenta.evaluator.study.StudyImagesCollector;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.CompactedViews;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.SharedHistories;
import io.augmenta.eventlog.TopicProvisioner;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the evaluator reads of the log beside its requests: sealed data sets, checkpoints, images, and what became of
 * evaluations.
 */
@ApplicationScoped
public class LogConnection implements Catalogue, ImageArchive {
    private final TopicProvisioner provisioner;
    private final CompactedView<DatasetVersion> datasets;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final CompactedView<EvaluationRequested> requests;
    private final CompactedView<EvaluationEvent> evaluations;
    private final CompactedView<ReleaseDecided> decisions;
    private final CompactedViews views;
    private final OffsetRangeReader ranges;

    LogConnection(LogClients logClients, EvaluationRegistry registry, ReleaseBook releases) {
        LogClients clients = logClients.named("evaluator-service");
        provisioner = new TopicProvisioner(clients.properties());
        datasets = new CompactedView<>(clients, Topics.DATASETS);
        checkpoints = new CompactedView<>(clients, Topics.CHECKPOINTS, new SharedHistories());
        requests = new CompactedView<>(clients, Topics.EVALUATION_REQUESTS);
        evaluations = new CompactedView<>(clients, Topics.EVALUATIONS);
        decisions = new CompactedView<>(clients, Topics.RELEASES);
        views = CompactedViews.of(datasets, checkpoints, requests, evaluations, decisions);
        ranges = new OffsetRangeReader(clients);
        requests.onUpdate(registry::apply);
        evaluations.onUpdate(registry::apply);
        decisions.onUpdate(releases.releases()::heard);
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

    @Override
    public Optional<DatasetVersion> dataset(String name, String version, Duration atMost) throws InterruptedException {
        return datasets.await(DatasetVersion.key(name, version), atMost);
    }

    @Override
    public Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) throws InterruptedException {
        return checkpoints.await(checkpointId, atMost);
    }

    @Override
    public List<DatasetVersion> datasets() {
        return datasets.all();
    }

    @Override
    public List<CheckpointPublished> checkpoints() {
        return checkpoints.all();
    }

    @Override
    public void readReal(List<OffsetRange> wanted, StudyImagesCollector collector) {
        ranges.read(wanted, ImageBatch.class, collector::add);
    }

    @Override
    public void readGenerated(List<OffsetRange> wanted, StudyImagesCollector collector) {
        ranges.read(wanted, SyntheticBatch.class, collector::add);
    }
}
