package io.augmenta.trainer.configuration;

import io.augmenta.trainer.TorchTrainingEngine;
import io.augmenta.trainer.TrainingSlot;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the engine when the trainer starts, and has the run in progress write a checkpoint before the trainer leaves. */
@ApplicationScoped
class TrainerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerLifecycle.class);

    private final TorchTrainingEngine engine;
    private final TrainingSlot slot;
    private final Duration leaveWithin;

    TrainerLifecycle(
            TorchTrainingEngine engine,
            TrainingSlot slot,
            @ConfigProperty(name = "quarkus.shutdown.timeout", defaultValue = "30s") Duration leaveWithin) {
        this.engine = engine;
        this.slot = slot;
        this.leaveWithin = leaveWithin;
    }

    void start(@Observes StartupEvent started) {
        engine.loaded().whenComplete((device, failure) -> {
            if (failure == null) {
                LOG.info("event=engine_loaded device=\"{}\"", device);
            } else {
                // without its engine a trainer would only fail runs that another one could train
                LOG.error("event=engine_not_loaded answer=exit", failure);
                Quarkus.asyncExit(1);
            }
        });
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
