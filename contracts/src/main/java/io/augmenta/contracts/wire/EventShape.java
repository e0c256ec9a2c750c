package io.augmenta.contracts.wire;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.InvalidEventException;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** How one type of event looks on the wire. */
final class EventShape<E extends Event, A extends SpecificRecord> {
    private final Class<E> eventType;
    private final Class<A> avroType;
    private final Function<E, A> toAvro;
    private final Function<A, E> fromAvro;
    private final SpecificData model;
    private final Schema schema;

    EventShape(Class<E> eventType, Class<A> avroType, Function<E, A> toAvro, Function<A, E> fromAvro) {
        this.eventType = eventType;
        this.avroType = avroType;
        this.toAvro = toAvro;
        this.fromAvro = fromAvro;
        this.model = modelOf(avroType);
        this.schema = model.getSchema(avroType);
    }

    /**
     * The class's own model carries the conversions for its logical types, but looks for classes beside Avro itself, where
     * a container that loads libraries and applications apart finds none of these, or others of the same name.
     */
    private static SpecificData modelOf(Class<?> avroType) {
        SpecificData model = new SpecificData(avroType.getClassLoader());
        SpecificData.getForClass(avroType).getConversions().forEach(model::addLogicalTypeConversion);
        return model;
    }

    Class<E> eventType() {
        return eventType;
    }

    Schema schema() {
        return schema;
    }

    byte[] encode(Event event) {
        try {
            // an encoder may not be shared between threads, and costs little to make
            return new BinaryMessageEncoder<A>(model, schema)
                    .encode(toAvro.apply(eventType.cast(event)))
                    .array();
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("cannot encode a " + eventType.getSimpleName(), e);
        }
    }

    E decode(byte[] message, SchemaStore writers) {
        try {
            A read = new BinaryMessageDecoder<A>(model, schema, writers).decode(message);
            return fromAvro.apply(avroType.cast(read));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new UndecodableEventException(
                    "expected a whole " + eventType.getSimpleName() + ", got " + message.length
                            + " bytes that end or go wrong before it does: " + e.getMessage(),
                    e);
        } catch (InvalidEventException e) {
            throw new UndecodableEventException(
                    "expected a usable " + eventType.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
