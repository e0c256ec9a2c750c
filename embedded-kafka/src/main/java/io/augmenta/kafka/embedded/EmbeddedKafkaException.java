package io.augmenta.kafka.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start or did not stay up; the subtypes name the causes that a caller can act on. */
public class EmbeddedKafkaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedKafkaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
