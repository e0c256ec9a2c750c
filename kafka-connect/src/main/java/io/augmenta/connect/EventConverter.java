package io.augmenta.connect;

import io.augmenta.contracts.wire.EventSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Gives sinks of Kafka Connect the events of Augmenta's topics as structs: {@code
 * value.converter=io.augmenta.connect.EventConverter}, without settings. Whichever released schema a record was written with, its
 * struct has the event's newest one. Sources are not converted: services write the topics. Thread-safe.
 */
public final class EventConverter implements Converter {
    private static final int HEADER_BYTES = 10;

    private final Map<Long, Shape> byWriter = new HashMap<>();

    /** An event as it was written once, and as it is handed on. */
    private record Shape(org.apache.avro.Schema writer, org.apache.avro.Schema newest, Schema handedOn) {}

    /** Knows all events; Connect makes it. */
    public EventConverter() {
        Map<String, List<org.apache.avro.Schema>> byEvent = new LinkedHashMap<>();
        for (EventSchemas.Published schema : EventSchemas.all()) {
            byEvent.computeIfAbsent(schema.event(), event -> new ArrayList<>()).add(parse(schema));
        }
        for (List<org.apache.avro.Schema> oldestFirst : byEvent.values()) {
            org.apache.avro.Schema newest = oldestFirst.get(oldestFirst.size() - 1);
            Schema handedOn = ConnectData.schema(newest);
            for (org.apache.avro.Schema writer : oldestFirst) {
                byWriter.put(SchemaNormalization.parsingFingerprint64(writer), new Shape(writer, newest, handedOn));
            }
        }
    }

    private static org.apache.avro.Schema parse(EventSchemas.Published schema) {
        return new org.apache.avro.Schema.Parser().parse(schema.json());
    }

    /** Has no settings. */
    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new DataException("keys of Augmenta's topics are text; set key.converter to"
                    + " org.apache.kafka.connect.storage.StringConverter");
        }
    }

    /** @throws DataException always: no connector writes Augmenta's topics */
    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("topic " + topic + " is written by Augmenta's services, not by connectors");
    }

    /**
     * The event of a record.
     *
     * @throws DataException if it is none, or of a schema that this version does not know
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        Shape shape = shapeOf(topic, value);
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(shape.writer(), shape.newest());
        try {
            GenericRecord event = reader.read(
                    null, DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
            return new SchemaAndValue(shape.handedOn(), ConnectData.value(event, shape.newest(), shape.handedOn()));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new DataException(
                    "topic " + topic + ": expected a whole " + shape.newest().getName() + ", got " + value.length
                            + " bytes that end or go wrong before it does",
                    e);
        }
    }

    private Shape shapeOf(String topic, byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != (byte) 0xC3 || value[1] != 0x01) {
            throw new DataException(
                    "topic " + topic + ": expected Avro single-object encoding (C3 01, then the schema's"
                            + " fingerprint), got " + value.length + " bytes that do not start so");
        }
        long writer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        Shape shape = byWriter.get(writer);
        if (shape == null) {
            throw new DataException("topic " + topic + ": no schema with fingerprint " + Long.toHexString(writer)
                    + "; a newer service may have written the record: update this converter");
        }
        return shape;
    }
}
