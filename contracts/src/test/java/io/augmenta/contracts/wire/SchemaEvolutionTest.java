package io.augmenta.contracts.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest {
    private static final SchemaValidator OLD_AND_NEW_READ_EACH_OTHER =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    @Test
    void everyReleasedSchemaAndTheCurrentOneReadEachOther() {
        for (EventShape<?, ?> shape : EventCodec.shapes()) {
            List<Schema> released = ReleasedSchemas.of(shape.eventType());
            assertDoesNotThrow(
                    () -> OLD_AND_NEW_READ_EACH_OTHER.validate(shape.schema(), released),
                    () -> shape.eventType().getSimpleName());
        }
    }

    @Test
    void theCurrentSchemaIsTheNewestReleasedOne() {
        for (EventShape<?, ?> shape : EventCodec.shapes()) {
            String event = shape.eventType().getSimpleName();
            List<Schema> released = ReleasedSchemas.of(shape.eventType());
            assertFalse(released.isEmpty(), event + " has no released schema");
            assertEquals(
                    SchemaNormalization.toParsingForm(shape.schema()),
                    SchemaNormalization.toParsingForm(released.get(released.size() - 1)),
                    "the schema of " + event + " changed: add it as released/" + event + "." + (released.size() + 1)
                            + ".avsc, and leave the earlier ones alone");
        }
    }
}
