package io.augmenta.generator.messaging;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.configuration.GeneratorConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The checkpoints that lie in the event log, and what was decided on them. */
@ApplicationScoped
class CheckpointView implements Checkpoints {
    private static final Duration READ_ALL_AT_MOST = Duration.ofMinutes(1);
    private static final Comparator<CheckpointPublished> NEWEST_FIRST = Comparator.comparing(
                    CheckpointPublished::publishedAt)
            .thenComparing(CheckpointPublished::checkpointId)
            .reversed();

    private final CompactedView<CheckpointPublished> view;
    private final CompactedView<ReleaseDecided> decisions;
    private final Releases releases = new Releases();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Duration awaitAtMost;

    CheckpointView(LogConnection connection, GeneratorConfiguration configuration) {
        // nobody asks a generator for the losses of its training
        this.view = new CompactedView<>(
                connection.clients(), Topics.CHECKPOINTS, checkpoint -> checkpoint.withHistory(List.of()));
        this.decisions = new CompactedView<>(connection.clients(), Topics.RELEASES);
        this.decisions.onUpdate(releases::heard);
        this.view.onUpdate(any -> changed());
        this.decisions.onUpdate(any -> changed());
        this.awaitAtMost = configuration.checkpoints().awaitAtMost();
    }

    /** Not while what is known of old is being read: that is no change. */
    private void changed() {
        if (complete()) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void start() {
        view.start();
        decisions.start();
    }

    @Override
    public boolean complete() {
        return view.caughtUp() && decisions.caughtUp();
    }

    int size() {
        return view.all().size();
    }

    @Override
    public Optional<CheckpointPublished> find(String checkpointId) {
        return view.find(checkpointId);
    }

    /** What was published before this service started is never too late, however long reading it takes. */
    @Override
    public Optional<CheckpointPublished> await(String checkpointId) throws InterruptedException {
        view.awaitCaughtUp(READ_ALL_AT_MOST);
        return view.await(checkpointId, awaitAtMost);
    }

    @Override
    public List<CheckpointPublished> newestFirst() {
        return view.all().stream().sorted(NEWEST_FIRST).toList();
    }

    @Override
    public Releases releases() {
        return releases;
    }

    @PreDestroy
    void close() {
        view.close();
        decisions.close();
    }
}
