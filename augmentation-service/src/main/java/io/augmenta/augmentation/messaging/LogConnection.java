package io.augmenta.augmentation.messaging;

import io.augmenta.augmentation.AugmentationLoop;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.TopicProvisioner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the loop knows from the log: policies, its own steps, data sets, checkpoints and releases. The loop acts once all of
 * them are read, unless another process is to do that, and looks at the clock now and then.
 */
@ApplicationScoped
public class LogConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LogConnection.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMillis(200);

    private final TopicProvisioner provisioner;
    private final CompactedView<AugmentationPolicy> policies;
    private final CompactedView<AugmentationStep> steps;
    private final CompactedView<DatasetVersion> datasets;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final CompactedView<ReleaseDecided> decisions;
    private final AugmentationLoop loop;
    private final Duration tickEvery;
    private final boolean acts;
    private final Thread clockwork = new Thread(this::actNowAndThen, "augmentation-clock");
    private volatile boolean caughtUp;
    private volatile boolean leaving;

    LogConnection(
            LogClients logClients,
            AugmentationLoop loop,
            @ConfigProperty(name = "augmenta.augmentation.tick-every", defaultValue = "10s") Duration tickEvery,
            @ConfigProperty(name = "augmenta.augmentation.acts", defaultValue = "true") boolean acts) {
        this.loop = loop;
        this.tickEvery = tickEvery;
        this.acts = acts;
        LogClients clients = logClients.named("augmentation-service");
        provisioner = new TopicProvisioner(clients.properties());
        policies = new CompactedView<>(clients, Topics.AUGMENTATION_POLICIES);
        steps = new CompactedView<>(clients, Topics.AUGMENTATION_STEPS);
        datasets = new CompactedView<>(clients, Topics.DATASETS);
        checkpoints = new CompactedView<>(clients, Topics.CHECKPOINTS);
        decisions = new CompactedView<>(clients, Topics.RELEASES);
        policies.onUpdate(loop::heard);
        steps.onUpdate(loop::heard);
        datasets.onUpdate(loop::heard);
        checkpoints.onUpdate(loop::heard);
        decisions.onUpdate(loop::heard);
    }

    /** Before the channels start, so that services may be started in any order. */
    void connect(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started)
            throws InterruptedException {
        provisioner.ensure(Topics.all());
        views().forEach(CompactedView::start);
        clockwork.setDaemon(true);
        clockwork.start();
    }

    private void actNowAndThen() {
        try {
            while (!leaving && !views().stream().allMatch(CompactedView::caughtUp)) {
                Thread.sleep(LOOKED_AT_EVERY.toMillis());
            }
            caughtUp = true;
            if (acts) {
                act(loop::open);
            }
            LOG.info("event=loop_caught_up acts={}", acts);
            while (acts && !leaving) {
                Thread.sleep(tickEvery.toMillis());
                act(loop::tick);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What could not be stored now is stored at the next tick. */
    private static void act(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("event=loop_failed consequence=\"tried again at the next tick\"", e);
        }
    }

    void leave(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping) {
        leaving = true;
        loop.close();
    }

    @PreDestroy
    void disconnect() {
        clockwork.interrupt();
        views().forEach(CompactedView::close);
    }

    private List<CompactedView<?>> views() {
        return List.of(policies, steps, datasets, checkpoints, decisions);
    }

    /** Whether all that was in the topics when this service started has been read, and it does not leave yet. */
    public boolean caughtUp() {
        return caughtUp && !leaving;
    }
}
