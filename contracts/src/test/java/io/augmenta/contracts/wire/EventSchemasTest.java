package io.augmenta.contracts.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventSchemasTest {

    @Test
    void theLastSchemaOfEveryEventIsTheOneThatItIsWrittenWith() {
        Map<String, EventSchemas.Published> last = EventSchemas.all().stream()
                .collect(Collectors.toMap(EventSchemas.Published::event, schema -> schema, (older, newer) -> newer));

        for (Event event : SampleEvents.all()) {
            String header = HexFormat.of().formatHex(EventCodec.encode(event), 0, 10);
            EventSchemas.Published schema = last.get(event.getClass().getSimpleName());
            assertEquals(header, schema.header(), schema::fileName);
        }
    }

    @Test
    void everySchemaNamesTheTopicsItsRecordsLieIn() {
        for (EventSchemas.Published schema : EventSchemas.all()) {
            assertFalse(schema.topics().isEmpty(), schema::fileName);
        }
        List<String> ofBatches = EventSchemas.all().stream()
                .filter(schema -> schema.topics().contains(Topics.SYNTHETIC_BATCHES.name()))
                .map(EventSchemas.Published::event)
                .distinct()
                .toList();
        assertEquals(List.of("SyntheticBatch", "GenerationCompleted", "GenerationFailed"), ofBatches);
    }

    @Test
    void filesAreNamedAsTheResourcesAre() {
        for (EventSchemas.Published schema : EventSchemas.all()) {
            assertTrue(EventSchemas.class.getResource("released/" + schema.fileName()) != null, schema::fileName);
        }
    }
}
