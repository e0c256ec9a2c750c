package io.augmenta.generator.meters;

import io.augmenta.generator.batching.RunListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How requests share runs of generators: {@code augmenta_generation_run_images}, the batch sizes, and
 * {@code augmenta_generation_queue_seconds}, how long each request's part of a run waited for it.
 */
@Startup
@ApplicationScoped
class RunMeters implements RunListener {
    private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};
    private static final Duration[] QUEUE_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final DistributionSummary images;
    private final Timer queue;

    RunMeters(MeterRegistry registry) {
        images = DistributionSummary.builder("augmenta.generation.run.images")
                .description("Images of one run of a generator, which requests share")
                .serviceLevelObjectives(BATCH_BUCKETS)
                .register(registry);
        queue = Timer.builder("augmenta.generation.queue")
                .description("How long the images of a request waited for their run")
                .serviceLevelObjectives(QUEUE_BUCKETS)
                .register(registry);
    }

    @Override
    public void began(int runImages) {
        images.record(runImages);
    }

    @Override
    public void waited(Duration inQueue) {
        queue.record(inQueue);
    }
}
