package io.augmenta.augmentation.messaging;

import io.augmenta.augmentation.AugmentationLoop;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.CompactedViews;
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
    private final CompactedViews views;
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
        views = CompactedViews.of(
                heard(new CompactedView<>(clients, Topics.AUGMENTATION_POLICIES)),
                heard(new CompactedView<>(clients, Topics.AUGMENTATION_STEPS)),
                heard(new CompactedView<>(clients, Topics.DATASETS)),
                // how it was trained is nothing to the loop, and long
                heard(new CompactedView<>(
                        clients, Topics.CHECKPOINTS, checkpoint -> checkpoint.withHistory(List.of()))),
                heard(new CompactedView<>(clients, Topics.RELEASES)));
    }

    private <E extends Event> CompactedView<E> heard(CompactedView<E> view) {
        view.onUpdate(loop::heard);
        return view;
    }

    /** Before the channels start, so that services may be started in any order. */
    void connect(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started)
            throws InterruptedException {
        provisioner.ensure(Topics.all());
        views.start();
        clockwork.setDaemon(true);
        clockwork.start();
    }

    private void actNowAndThen() {
        try {
            while (!leaving && !views.caughtUp()) {
                Thread.sleep(LOOKED_AT_EVERY.toMillis());
            }
            if (leaving) {
                return;
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
        views.close();
    }

    /** Whether all that was in the topics when this service started has been read, and it does not leave yet. */
    public boolean caughtUp() {
        return caughtUp && !leaving;
    }
}
