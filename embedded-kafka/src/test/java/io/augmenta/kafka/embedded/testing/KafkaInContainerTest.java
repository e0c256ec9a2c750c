package io.augmenta.kafka.embedded.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaInContainerTest {
    @ParameterizedTest
    @CsvSource({
        "message.max.bytes, KAFKA_MESSAGE_MAX_BYTES",
        "some.dashed-name, KAFKA_SOME_DASHED___NAME",
        "some.under_scored, KAFKA_SOME_UNDER__SCORED"
    })
    void propertiesAreGivenByTheImagesNamesForThem(String property, String variable) {
        assertEquals(variable, KafkaInContainer.environmentName(property));
    }
}
