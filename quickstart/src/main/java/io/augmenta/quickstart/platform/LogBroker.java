package io.augmenta.quickstart.platform;

import io.augmenta.kafka.embedded.EmbeddedKafka;
import io.augmenta.kafka.embedded.EmbeddedKafkaException;
import io.augmenta.kafka.embedded.FolderLockedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of a work folder, with a broker in this process, or one that is there; no services. Whoever opened it closes it. */
public final class LogBroker implements AutoCloseable {
    private final Optional<EmbeddedKafka> broker;
    private final String bootstrapServers;

    private LogBroker(Optional<EmbeddedKafka> broker, String bootstrapServers) {
        this.broker = broker;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Opens a log.
     *
     * @param work the work folder whose log it is
     * @param externalKafka {@code HOST:PORT} of a broker to use in its place; null to start one
     * @throws PlatformException if the broker does not start
     */
    public static LogBroker open(@Nullable WorkFolder work, @Nullable String externalKafka) throws PlatformException {
        if (externalKafka != null) {
            return new LogBroker(Optional.empty(), externalKafka);
        }
        if (work == null) {
            throw new IllegalArgumentException("expected a work folder or a broker, got neither");
        }
        try {
            EmbeddedKafka started = EmbeddedKafka.start(work.kafka());
            return new LogBroker(Optional.of(started), started.bootstrapServers());
        } catch (FolderLockedException e) {
            throw new PlatformException(
                    "another command uses " + work.root()
                            + "; name its broker by --kafka, which 'augmenta serve' prints",
                    e);
        } catch (EmbeddedKafkaException e) {
            throw new PlatformException("the broker did not start: " + e.getMessage(), e);
        }
    }

    /** Properties of Kafka's clients. */
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Override
    public void close() {
        broker.ifPresent(EmbeddedKafka::close);
    }
}
