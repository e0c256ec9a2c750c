package io.augmenta.generator.rest;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this service is about to end. From then on requests that are open are answered to their end, and new ones are sent
 * away; where a delay is configured, in which others are to learn that this service is no longer ready, only after it.
 */
@ApplicationScoped
public class Draining {
    private final Duration delay;
    private volatile boolean told;
    private volatile long toldAtNanos;

    Draining(@ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.delay = delay.orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        toldAtNanos = System.nanoTime();
        told = true;
    }

    /** Whether the service was told to end; it should get no new requests. */
    public boolean told() {
        return told;
    }

    /** Whether new requests are sent away. */
    public boolean begun() {
        return told && System.nanoTime() - toldAtNanos >= delay.toNanos();
    }
}
