package io.augmenta.contracts.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.ImageBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    @Test
    void everyTypeOfEventSurvivesTheWire() {
        Set<Class<?>> seen = new HashSet<>();
        for (Event event : SampleEvents.all()) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
            seen.add(event.getClass());
        }
        Set<Class<?>> known = new HashSet<>();
        EventCodec.shapes().forEach(shape -> known.add(shape.eventType()));
        assertEquals(known, seen);
    }

    @Test
    void aPlainAvroReaderReadsAnEventWithThePublishedSchema() throws IOException {
        ImageBatch batch = new ImageBatch("brains", "ingest-1", 3, List.of(SampleEvents.image(null)));
        Schema published = new Schema.Parser().parse(EventCodec.schemaOf(ImageBatch.class));
        var decoder = new org.apache.avro.message.BinaryMessageDecoder<GenericRecord>(GenericData.get(), published);
        GenericRecord read = decoder.decode(EventCodec.encode(batch));
        assertEquals("ingest-1", read.get("ingestId").toString());
        GenericRecord image = (GenericRecord) ((List<?>) read.get("images")).get(0);
        assertEquals(3, image.get("width"));
    }

    @Test
    void bytesOfSomethingElseAreRefusedWithWhatWasExpected() {
        UndecodableEventException refused = assertThrows(
                UndecodableEventException.class, () -> EventCodec.decode("not an event at all".getBytes(UTF_8)));
        assertTrue(refused.getMessage().contains("C3 01"), refused.getMessage());
    }

    @Test
    void anEventCutShortIsRefusedAtEveryLength() {
        byte[] whole = EventCodec.encode(new ImageBatch("brains", "ingest-1", 3, List.of(SampleEvents.image(null))));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(UndecodableEventException.class, () -> EventCodec.decode(cut), "length " + length);
        }
    }

    @Test
    void aSchemaThatWasNeverReleasedIsNamedByItsFingerprint() throws IOException {
        Schema stranger =
                SchemaBuilder.record("Stranger").fields().requiredInt("a").endRecord();
        GenericRecord record = new GenericRecordBuilder(stranger).set("a", 1).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), stranger).encode(record, bytes);
        UndecodableEventException refused =
                assertThrows(UndecodableEventException.class, () -> EventCodec.decode(bytes.toByteArray()));
        assertTrue(refused.getMessage().contains("fingerprint"), refused.getMessage());
    }

    @Test
    void anEventThatNoReaderCouldUseIsRefused() throws IOException {
        Schema schema = new Schema.Parser().parse(EventCodec.schemaOf(GenerationFailed.class));
        GenericRecord blank = new GenericRecordBuilder(schema)
                .set("requestId", " ")
                .set("reason", "why")
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(blank, bytes);
        UndecodableEventException refused =
                assertThrows(UndecodableEventException.class, () -> EventCodec.decode(bytes.toByteArray()));
        assertTrue(refused.getMessage().contains("generation request"), refused.getMessage());
    }
}
