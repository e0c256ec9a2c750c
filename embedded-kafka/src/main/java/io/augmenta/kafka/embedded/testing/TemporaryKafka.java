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
 */
public final class TemporaryKafka implements AutoCloseable {

    private final EmbeddedKafka broker;
    private final Path folder;

    private TemporaryKafka(EmbeddedKafka broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** Starts a broker with the defaults of {@link BrokerSettings#in}. */
    public static TemporaryKafka start() {
        return start(Map.of());
    }

    /** Starts a broker with further broker properties, by Kafka's names. */
    public static TemporaryKafka start(Map<String, String> brokerProperties) {
        Path folder = createFolder();
        BrokerSettings settings = BrokerSettings.in(folder);
        for (Map.Entry<String, String> property : brokerProperties.entrySet()) {
            settings = settings.withProperty(property.getKey(), property.getValue());
        }
        return new TemporaryKafka(EmbeddedKafka.start(settings), folder);
    }

    /** {@code 127.0.0.1:PORT}, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Ends the broker and deletes its folder. */
    @Override
    public void close() {
        broker.close();
        delete(folder);
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
