package io.augmenta.quickstart.study;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a study finds the services, and how it learns that one of them is gone.
 *
 * @param kafkaProperties properties of Kafka's clients
 * @param ingest base address of the ingest service
 * @param trouble asked a few times per second; says what is wrong as soon as waiting has become pointless
 * @param patience how long a stage may go without any news before the study gives up
 */
public record ServiceEndpoints(
        Map<String, Object> kafkaProperties, URI ingest, Supplier<Optional<String>> trouble, Duration patience) {

    /** Copies the map. */
    public ServiceEndpoints {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }
}
