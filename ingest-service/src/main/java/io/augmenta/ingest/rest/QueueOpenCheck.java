package io.augmenta.ingest.rest;

import io.augmenta.ingest.IngestQueue;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready for as long as ingests are taken, which ends when the service leaves. */
@Readiness
@ApplicationScoped
class QueueOpenCheck implements HealthCheck {
    private final IngestQueue queue;

    QueueOpenCheck(IngestQueue queue) {
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest-takes-requests")
                .status(queue.open())
                .build();
    }
}
