package io.augmenta.kafka.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TemporaryKafka} for a {@code @QuarkusTest}: {@code @QuarkusTestResource(EmbeddedKafkaResource.class)}.
 *
 * <p>Sets {@code kafka.bootstrap.servers}, and keeps Kafka's own logging to warnings. The annotation's {@code initArgs}
 * become broker properties.
 */
public final class EmbeddedKafkaResource implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> brokerProperties = Map.of();
    private @Nullable TemporaryKafka kafka;

    @Override
    public void init(Map<String, String> initArgs) {
        brokerProperties = initArgs;
    }

    @Override
    public Map<String, String> start() {
        TemporaryKafka started = TemporaryKafka.start(brokerProperties);
        kafka = started;
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", started.bootstrapServers());
        for (String category : new String[] {"kafka", "org.apache.kafka", "state.change.logger"}) {
            configuration.put("quarkus.log.category.\"" + category + "\".level", "WARN");
        }
        return configuration;
    }

    @Override
    public void stop() {
        TemporaryKafka started = kafka;
        if (started != null) {
            kafka = null;
            started.close();
        }
    }
}
