package io.augmenta.kafka.embedded.testing;

import io.augmenta.kafka.embedded.BrokerSettings;
import io.augmenta.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker for one test or one test class, in a fresh folder that {@link #close} deletes.
 *
 * <pre>{@code
 * try (TemporaryKafka kafka = TemporaryKafka.start()) {
 *     Producer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), ...));
 * }
 * }</pre>
 *
 * <p>The folder is under {@code target/} of the working folder, where Maven and IDEs run a module's tests, or in the
 * system's temporary folder where there is no {@code target/}.
 *
 * <p>With {@code -Dkafka.test=container} the broker is a container of the image {@code -Dkafka.test.image} ({@value
 * KafkaInContainer#DEFAULT_IMAGE}) and has no folder; where there is no Docker it is the embedded one all the same, and standard
 * error says so. Without the property, or with {@code embedded}, it is the embedded one.
 */
public final class TemporaryKafka implements AutoCloseable {
    private static final String WHERE = "kafka.test";
    private static final String EMBEDDED = "embedded";
    private static final String CONTAINER = "container";

    private final String bootstrapServers;
    private final Runnable end;

    private TemporaryKafka(String bootstrapServers, Runnable end) {
        this.bootstrapServers = bootstrapServers;
        this.end = end;
    }

    /** Starts a broker with the defaults of {@link BrokerSettings#in}. */
    public static TemporaryKafka start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with further broker properties, by Kafka's names.
     *
     * @throws IllegalStateException where {@code kafka.test} is neither {@code embedded} nor {@code container}
     */
    public static TemporaryKafka start(Map<String, String> brokerProperties) {
        return switch (System.getProperty(WHERE, EMBEDDED)) {
            case EMBEDDED -> embedded(brokerProperties);
            case CONTAINER -> inContainer(brokerProperties);
            default ->
                throw new IllegalStateException("expected " + WHERE + " to be " + EMBEDDED + " or " + CONTAINER
                        + ", but it is " + System.getProperty(WHERE));
        };
    }

    private static TemporaryKafka embedded(Map<String, String> brokerProperties) {
        Path folder = createFolder();
        EmbeddedKafka broker = EmbeddedKafka.start(settings(folder, brokerProperties));
        return new TemporaryKafka(broker.bootstrapServers(), () -> {
            broker.close();
            delete(folder);
        });
    }

    private static TemporaryKafka inContainer(Map<String, String> brokerProperties) {
        if (!KafkaInContainer.possible()) {
            System.err.println(WHERE + "=" + CONTAINER + ", but there is no Docker: using the embedded broker");
            return embedded(brokerProperties);
        }
        KafkaInContainer broker =
                KafkaInContainer.start(settings(Path.of(""), brokerProperties).properties());
        return new TemporaryKafka(broker.bootstrapServers(), broker::close);
    }

    private static BrokerSettings settings(Path folder, Map<String, String> brokerProperties) {
        BrokerSettings settings = BrokerSettings.in(folder);
        for (Map.Entry<String, String> property : brokerProperties.entrySet()) {
            settings = settings.withProperty(property.getKey(), property.getValue());
        }
        return settings;
    }

    /** {@code HOST:PORT}, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Ends the broker and deletes what it kept. */
    @Override
    public void close() {
        end.run();
    }

    private static Path createFolder() {
        Path target = Path.of("target");
        try {
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target, "kafka-")
                    : Files.createTempDirectory("kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a temporary broker could be made", e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error)
                        throws IOException {
                    if (error != null) {
                        throw error;
                    }
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " of a temporary broker could not be deleted", e);
        }
    }
}
