package io.augmenta.trainer.health;

import io.augmenta.trainer.TorchTrainingEngine;
import io.augmenta.trainer.TrainingSlot;
import io.augmenta.trainer.messaging.LogConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The trainer is started once its engine is loaded and it has read the topics it needs, and ready from then until it
 * leaves. It is alive as long as it answers and its channel does, which the messaging checks tell.
 */
@ApplicationScoped
class TrainerHealth {
    private final TorchTrainingEngine engine;
    private final LogConnection log;
    private final TrainingSlot slot;

    TrainerHealth(TorchTrainingEngine engine, LogConnection log, TrainingSlot slot) {
        this.engine = engine;
        this.log = log;
        this.slot = slot;
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> response("trainer-started", engine.ready() && log.caughtUp());
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> response("trainer-ready", engine.ready() && log.caughtUp() && !slot.closed());
    }

    private HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("engine_loaded", engine.ready())
                .withData("views_caught_up", log.caughtUp())
                .withData("leaving", slot.closed())
                .build();
    }
}
