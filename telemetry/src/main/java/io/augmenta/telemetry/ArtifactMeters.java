package io.augmenta.telemetry;

import io.augmenta.artifacts.ArtifactStoreObserver;
import io.augmenta.artifacts.ArtifactUse;
import io.augmenta.artifacts.ArtifactUse.Operation;
import io.augmenta.artifacts.ArtifactUse.Outcome;
import io.augmenta.artifacts.ArtifactUse.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts and times what the artifact store is used for: {@code augmenta_artifact_use_seconds} and {@code
 * augmenta_artifact_bytes_total}, by store and operation. Only services that have a store ask for this bean, so the others show no
 * series.
 */
@ApplicationScoped
class ArtifactMeters implements ArtifactStoreObserver {
    /** From a small file in a folder to a large checkpoint over a network. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1)
    };

    private final MeterRegistry registry;

    ArtifactMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(ArtifactUse use) {
        for (Operation operation : Operation.values()) {
            // there from the first use of any kind, so that the rate of failures has something to start from
            bytes(use.place(), operation);
            timer(use.place(), operation, Outcome.COMPLETED);
            timer(use.place(), operation, Outcome.FAILED);
        }
        bytes(use.place(), use.operation()).increment((double) use.bytes());
        timer(use.place(), use.operation(), use.outcome()).record(use.took());
    }

    private Counter bytes(Place place, Operation operation) {
        return Counter.builder("augmenta.artifact.bytes")
                .description("Bytes put into the artifact store, or handed out by it")
                .tag("store", word(place))
                .tag("operation", word(operation))
                .register(registry);
    }

    private Timer timer(Place place, Operation operation, Outcome outcome) {
        return Timer.builder("augmenta.artifact.use")
                .description("Time in the artifact store of one artifact put or read")
                .tag("store", word(place))
                .tag("operation", word(operation))
                .tag("outcome", word(outcome))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
