package io.augmenta.trainer.configuration;

import io.augmenta.trainer.TorchTrainingEngine;
import io.augmenta.trainer.TrainingSlot;
import io.augmenta.trainer.messaging.LogConnection;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the engine when the trainer starts, has the run in progress write a checkpoint before the trainer leaves, and has a trainer
 * leave that is to go when it has nothing to do.
 */
@ApplicationScoped
class TrainerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerLifecycle.class);

    private static final Duration CAUGHT_UP_CHECKED_EVERY = Duration.ofSeconds(1);

    private final TorchTrainingEngine engine;
    private final TrainingSlot slot;
    private final LogConnection log;
    private final Optional<Duration> leaveWhenIdle;
    private final Duration leaveWithin;

    TrainerLifecycle(
            TorchTrainingEngine engine,
            TrainingSlot slot,
            LogConnection log,
            TrainerConfiguration configuration,
            @ConfigProperty(name = "quarkus.shutdown.timeout", defaultValue = "30s") Duration leaveWithin) {
        this.engine = engine;
        this.slot = slot;
        this.log = log;
        this.leaveWhenIdle = configuration.leaveWhenIdle();
        this.leaveWithin = leaveWithin;
    }

    void start(@Observes StartupEvent started) {
        engine.loaded().whenComplete((device, failure) -> {
            if (failure == null) {
                LOG.info("event=engine_loaded device=\"{}\"", device);
                leaveWhenIdle.ifPresent(this::watch);
            } else {
                // without its engine a trainer would only fail runs that another one could train
                LOG.error("event=engine_not_loaded answer=exit", failure);
                Quarkus.asyncExit(1);
            }
        });
    }

    private void watch(Duration patience) {
        Thread watch = new Thread(() -> leaveOnceIdle(patience), "idle-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void leaveOnceIdle(Duration patience) {
        try {
            while (!log.awaitCaughtUp(CAUGHT_UP_CHECKED_EVERY)) {
                if (slot.closed()) {
                    return;
                }
            }
            if (slot.awaitIdle(patience)) {
                LOG.info("event=leaving reason=idle idle_seconds={}", patience.toSeconds());
                Quarkus.asyncExit(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the channels and the log are closed, which the checkpoint needs. */
    void leave(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent leaving)
            throws InterruptedException {
        if (!slot.close(leaveWithin)) {
            LOG.warn(
                    "event=run_abandoned waited_seconds={} consequence=\"it goes on from its last checkpoint\"",
                    leaveWithin.toSeconds());
        }
    }
}
