package io.augmenta.ingest.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Started and ready once all sealed versions and watches are known; before that, known versions would be published again, and
 * watches not be found.
 */
@Startup
@Readiness
@ApplicationScoped
class VersionsReadCheck implements HealthCheck {
    private final KafkaDatasetLog log;
    private final KafkaWatchLog watches;

    VersionsReadCheck(KafkaDatasetLog log, KafkaWatchLog watches) {
        this.log = log;
        this.watches = watches;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest-has-read-versions")
                .status(log.caughtUp() && watches.caughtUp())
                .withData("versions", log.versionCount())
                .build();
    }
}
