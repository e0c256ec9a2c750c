package io.augmenta.connect;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Avro's schemas and generic values as Connect's, as far as Augmenta's events use them. Stateless. */
final class ConnectData {
    private ConnectData() {}

    static Schema schema(org.apache.avro.Schema avro) {
        return builder(avro).build();
    }

    private static SchemaBuilder builder(org.apache.avro.Schema avro) {
        if (avro.getType() == org.apache.avro.Schema.Type.UNION) {
            return builder(present(avro)).optional();
        }
        return switch (avro.getType()) {
            case RECORD -> struct(avro);
            case ARRAY -> SchemaBuilder.array(schema(avro.getElementType()));
            case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(avro.getValueType()));
            case STRING, ENUM -> SchemaBuilder.string();
            case BYTES -> SchemaBuilder.bytes();
            case INT -> SchemaBuilder.int32();
            case LONG -> timestamp(avro) ? Timestamp.builder() : SchemaBuilder.int64();
            case DOUBLE -> SchemaBuilder.float64();
            case BOOLEAN -> SchemaBuilder.bool();
            default -> throw new DataException("no event has a field of type " + avro.getType());
        };
    }

    private static SchemaBuilder struct(org.apache.avro.Schema avro) {
        SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
        return struct;
    }

    /** The one type beside null of a union. */
    private static org.apache.avro.Schema present(org.apache.avro.Schema union) {
        List<org.apache.avro.Schema> others = union.getTypes().stream()
                .filter(type -> type.getType() != org.apache.avro.Schema.Type.NULL)
                .toList();
        if (others.size() != 1) {
            throw new DataException("expected a union of null and one other type, got " + union);
        }
        return others.get(0);
    }

    private static boolean timestamp(org.apache.avro.Schema avro) {
        return avro.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    @SuppressWarnings("JavaUtilDate") // what Connect has for a time
    static @Nullable Object value(@Nullable Object value, org.apache.avro.Schema avro, Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (avro.getType()) {
            case UNION -> value(value, present(avro), schema);
            case RECORD -> struct((GenericRecord) value, schema);
            case ARRAY ->
                ((Collection<?>) value)
                        .stream()
                                .map(element -> value(element, avro.getElementType(), schema.valueSchema()))
                                .toList();
            case MAP -> map((Map<?, ?>) value, avro, schema);
            case STRING, ENUM -> value.toString();
            case BYTES -> ((ByteBuffer) value).duplicate();
            case LONG -> timestamp(avro) ? new Date((Long) value) : value;
            default -> value;
        };
    }

    private static Struct struct(GenericRecord record, Schema schema) {
        Struct struct = new Struct(schema);
        for (org.apache.avro.Schema.Field field : record.getSchema().getFields()) {
            Schema fieldSchema = schema.field(field.name()).schema();
            struct.put(field.name(), value(record.get(field.pos()), field.schema(), fieldSchema));
        }
        return struct;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> entries, org.apache.avro.Schema avro, Schema schema) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach(
                (key, value) -> map.put(key.toString(), value(value, avro.getValueType(), schema.valueSchema())));
        return map;
    }
}
