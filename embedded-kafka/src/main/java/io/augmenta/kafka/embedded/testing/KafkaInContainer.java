package io.augmenta.kafka.embedded.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, by Testcontainers, which only builds with {@code -Dkafka.test=container} have. */
final class KafkaInContainer implements AutoCloseable {
    static final String DEFAULT_IMAGE = "apache/kafka:4.2.1";
    private static final String IMAGE = "kafka.test.image";
    /** The default of a minute is too short on a machine that has other builds to do. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private final KafkaContainer container;

    private KafkaInContainer(KafkaContainer container) {
        this.container = container;
    }

    /** Whether a container could be started. */
    static boolean possible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static KafkaInContainer start(Map<String, String> brokerProperties) {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(System.getProperty(IMAGE, DEFAULT_IMAGE))
                .asCompatibleSubstituteFor("apache/kafka"));
        container.withStartupTimeout(STARTS_WITHIN);
        brokerProperties.forEach((name, value) -> container.withEnv(environmentName(name), value));
        container.start();
        System.err.println("kafka.test=container: a broker of " + container.getDockerImageName() + " at "
                + container.getBootstrapServers());
        return new KafkaInContainer(container);
    }

    /** As the image has it: {@code a.b-c_d} is {@code KAFKA_A_B___C__D}. */
    static String environmentName(String property) {
        String name = property.replace("_", "__").replace("-", "___").replace('.', '_');
        return "KAFKA_" + name.toUpperCase(Locale.ROOT);
    }

    String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
