package io.augmenta.ingest.meters;

import io.augmenta.ingest.IngestQueue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code augmenta_ingest_queue_ingests} and {@code augmenta_ingest_queue_full_ratio}. */
@ApplicationScoped
class IngestQueueMeters {

    void begin(@Observes StartupEvent started, IngestQueue queue, MeterRegistry registry) {
        Gauge.builder("augmenta.ingest.queue.ingests", queue, IngestQueue::waiting)
                .description("Ingests that wait for their turn")
                .strongReference(true)
                .register(registry);
        Gauge.builder("augmenta.ingest.queue.full.ratio", queue, IngestQueue::fullness)
                .description("How full the queue of ingests is; when it is full, requests are refused")
                .strongReference(true)
                .register(registry);
    }
}
