package io.augmenta.contracts.wire;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema that events were ever written with, for programs that read the topics without this module. The same files are
 * resources of its jar, {@code io/augmenta/contracts/wire/released/EVENT.N.avsc}.
 */
public final class EventSchemas {
    private EventSchemas() {}

    /**
     * A released schema.
     *
     * @param event simple name of the event
     * @param number counts the schemas of the event from 1; the last one is written now
     * @param header what a record that was written with it begins with: ten bytes as hexadecimal digits, {@code c301} and the
     *     fingerprint (CRC-64-AVRO, little-endian)
     * @param topics the topics that such records lie in
     * @param json the schema
     */
    public record Published(String event, int number, String header, List<String> topics, String json) {
        /** Copies the list. */
        public Published {
            topics = List.copyOf(topics);
        }

        /** {@return the name of its file} */
        public String fileName() {
            return event + "." + number + ".avsc";
        }
    }

    /** All of them, event by event, the oldest first. */
    public static List<Published> all() {
        List<Published> all = new ArrayList<>();
        for (EventShape<?, ?> shape : EventCodec.shapes()) {
            List<Schema> released = ReleasedSchemas.of(shape.eventType());
            for (int i = 0; i < released.size(); i++) {
                Schema schema = released.get(i);
                all.add(new Published(
                        shape.eventType().getSimpleName(),
                        i + 1,
                        header(schema),
                        topics(shape.eventType()),
                        schema.toString(true)));
            }
        }
        return all;
    }

    private static String header(Schema schema) {
        byte[] header = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        return HexFormat.of().formatHex(header);
    }

    private static List<String> topics(Class<? extends Event> eventType) {
        return Topics.all().stream()
                .filter(topic -> topic.eventType().isAssignableFrom(eventType))
                .map(Topic::name)
                .toList();
    }
}
