package io.augmenta.quickstart.platform;

import io.augmenta.kafka.embedded.EmbeddedKafka;
import io.augmenta.kafka.embedded.EmbeddedKafkaException;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Broker and services in this process, which can hold one platform. {@link #start} brings up what {@link #close} ends in
 * the opposite order, so that the services can take leave of the broker. Closing is safe at any time and from any
 * thread, also while the start is under way.
 */
public final class Platform implements AutoCloseable {

    private final PlatformSettings settings;
    private @Nullable EmbeddedKafka broker;
    private @Nullable Services services;
    private boolean closed;

    /** Takes the settings; nothing runs before {@link #start}. */
    public Platform(PlatformSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts the broker, unless there is one already, and the services, and waits until they are ready.
     *
     * @return where they are
     * @throws PlatformException if something does not come up; what did is ended by {@link #close}
     */
    public Addresses start(ProgressDisplay progress) throws PlatformException, InterruptedException {
        progress.begin("start");
        progress.show(Standing.of("broker"));
        String bootstrapServers = startBroker();
        if (settings.externalKafka() == null && settings.trainers() > 1) {
            new RequestPartitions(bootstrapServers).raiseFor(settings.trainers());
        }
        progress.show(Standing.of("services"));
        URI base = startServices(bootstrapServers).awaitStart();
        new Readiness(base).await(this::trouble, progress);
        progress.finish("broker on " + bootstrapServers + ", services on " + base);
        return new Addresses(bootstrapServers, base);
    }

    /** What keeps the platform from working, if anything does. */
    public synchronized Optional<String> trouble() {
        if (broker != null) {
            Optional<String> failure =
                    Optional.ofNullable(broker.failure().toCompletableFuture().getNow(null));
            if (failure.isPresent()) {
                return Optional.of("the broker has given up: " + failure.get());
            }
        }
        return services != null && services.gone() ? Optional.of("the services have ended") : Optional.empty();
    }

    /**
     * Ends the services in order and leaves the broker as it is, so that it can still be asked what they left.
     *
     * @throws PlatformException if they do not end in time
     */
    public void stopServices() throws PlatformException {
        Services openServices;
        synchronized (this) {
            openServices = services;
            closed = true;
        }
        if (openServices != null) {
            openServices.stop();
        }
    }

    @Override
    public void close() throws PlatformException {
        EmbeddedKafka openBroker;
        Services openServices;
        synchronized (this) {
            openBroker = broker;
            openServices = services;
            closed = true;
        }
        try {
            if (openServices != null) {
                openServices.stop();
            }
        } finally {
            if (openBroker != null) {
                openBroker.close();
            }
        }
    }

    private String startBroker() throws PlatformException {
        String external = settings.externalKafka();
        if (external != null) {
            return external;
        }
        EmbeddedKafka started;
        try {
            started = EmbeddedKafka.start(settings.work().kafka());
        } catch (EmbeddedKafkaException e) {
            throw new PlatformException("the broker did not start: " + e.getMessage(), e);
        }
        synchronized (this) {
            if (!closed) {
                broker = started;
                return started.bootstrapServers();
            }
        }
        started.close();
        throw new PlatformException("the platform was closed while it started", null);
    }

    private Services startServices(String bootstrapServers) throws PlatformException {
        try {
            Files.createDirectories(settings.work().artifacts());
        } catch (IOException e) {
            throw new PlatformException("folder " + settings.work().root() + " cannot be written: " + e, e);
        }
        synchronized (this) {
            if (closed) {
                throw new PlatformException("the platform was closed while it started", null);
            }
            Services begun = Services.begin(settings.serviceConfiguration(bootstrapServers));
            services = begun;
            return begun;
        }
    }

    /**
     * Where a platform is.
     *
     * @param bootstrapServers {@code HOST:PORT} of the broker
     * @param services base address of the services' HTTP server
     */
    public record Addresses(String bootstrapServers, URI services) {}
}
