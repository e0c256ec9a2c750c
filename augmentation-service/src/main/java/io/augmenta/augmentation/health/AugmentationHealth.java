package io.augmenta.augmentation.health;

import io.augmenta.augmentation.messaging.LogConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The service is started, and ready until it leaves, once it has read the topics that it needs. */
@ApplicationScoped
class AugmentationHealth {
    private final LogConnection log;

    AugmentationHealth(LogConnection log) {
        this.log = log;
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> response("augmentation-started");
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> response("augmentation-ready");
    }

    private HealthCheckResponse response(String name) {
        return HealthCheckResponse.named(name).status(log.caughtUp()).build();
    }
}
