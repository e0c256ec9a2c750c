package io.augmenta.generator.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Ready once all checkpoints of the log are known; before that, known ones would be called unknown. */
@Startup
@Readiness
@ApplicationScoped
class CheckpointsReadCheck implements HealthCheck {
    private final CheckpointView checkpoints;

    CheckpointsReadCheck(CheckpointView checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("generator-has-read-checkpoints")
                .status(checkpoints.complete())
                .withData("checkpoints", checkpoints.size())
                .build();
    }
}
