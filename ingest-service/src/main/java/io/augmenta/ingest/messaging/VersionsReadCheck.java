package io.augmenta.ingest.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started and ready once all sealed versions are known; before that, known ones would be published again. */
@Startup
@Readiness
@ApplicationScoped
class VersionsReadCheck implements HealthCheck {
    private final KafkaDatasetLog log;

    VersionsReadCheck(KafkaDatasetLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest-has-read-versions")
                .status(log.caughtUp())
                .withData("versions", log.versionCount())
                .build();
    }
}
