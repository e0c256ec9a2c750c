package io.augmenta.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Record headers of the CloudEvents Kafka protocol binding in binary mode (<a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">specification
 * 1.0.2</a>), so that any consumer can route events without reading them.
 */
final class CloudEventHeaders {
    private CloudEventHeaders() {}

    static Headers of(Event event, byte[] payload, String source, Instant time) {
        String type = "io.augmenta." + event.getClass().getSimpleName();
        return new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(contentId(type, payload).toString()))
                .add("ce_type", bytes(type))
                .add("ce_source", bytes(source))
                .add("ce_time", bytes(time.toString()))
                .add("ce_subject", bytes(event.key()))
                .add("content-type", bytes("application/avro"));
    }

    /** Sending the same event again gives it the same id, which is what lets a consumer drop the second. */
    private static UUID contentId(String type, byte[] payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes(type));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(payload));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
