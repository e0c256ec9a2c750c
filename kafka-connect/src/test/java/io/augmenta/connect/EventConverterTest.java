package io.augmenta.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.EventSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

class EventConverterTest {
    private static final String TOPIC = "augmenta.synthetic-batches.v1";

    private final EventConverter converter = new EventConverter();

    private Struct struct(Event event) {
        SchemaAndValue converted = converter.toConnectData(TOPIC, EventCodec.encode(event));
        Struct struct = (Struct) converted.value();
        assertEquals(converted.schema(), struct.schema());
        struct.validate();
        return struct;
    }

    private static SyntheticBatch batch() {
        Provenance provenance = new Provenance("run-e0001", "a".repeat(64), "wgan-gp", -7, 3, "test");
        LabelledImage image = new LabelledImage(
                "b".repeat(64),
                "glioma",
                Split.TRAIN,
                "b".repeat(64),
                1,
                2,
                3,
                Bytes.wrap(new byte[] {0, 1, 2, 3, 4, (byte) 255}),
                Bytes.empty(),
                "",
                provenance);
        return new SyntheticBatch("request", "run-e0001", 5, List.of(image));
    }

    @Test
    void aBatchOfImagesIsAStructWithEverythingInIt() {
        Struct batch = struct(batch());

        assertEquals("request", batch.getString("requestId"));
        assertEquals(5, batch.getInt32("sequence"));
        Struct image = (Struct) batch.getArray("images").get(0);
        assertEquals("glioma", image.getString("label"));
        assertEquals("TRAIN", image.getString("split"));
        assertEquals(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, (byte) 255}), image.get("pixels"));
        assertEquals(-7L, image.getStruct("provenance").getInt64("seed"));
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // what Connect has for a time
    void timesAreTimesMapsAreMapsAndWhatIsNotThereIsNull() {
        Instant at = Instant.parse("2026-11-23T10:00:00.123Z");
        Struct decision = struct(new ReleaseDecided(
                "d", "brains", "v1", "c1", "e1", ReleaseDecision.REFUSED, List.of(), ReleaseDecided.POLICY, null, at));
        Struct training = struct(new TrainingRequested("run", "brains", "v1", "cvae", Map.of("width", "32"), 3, 7, 1));

        assertEquals(Date.from(at), decision.get("decidedAt"));
        assertEquals("REFUSED", decision.getString("decision"));
        assertNull(decision.get("why"));
        assertEquals(Map.of("width", "32"), training.getMap("parameters"));
        assertNull(training.get("requestedAt"));
    }

    @Test
    void otherConvertersOfConnectUnderstandTheStruct() {
        JsonConverter json = new JsonConverter();
        json.configure(Map.of("schemas.enable", "false", "converter.type", "value"));
        SchemaAndValue converted = converter.toConnectData(TOPIC, EventCodec.encode(batch()));

        String text = new String(json.fromConnectData(TOPIC, converted.schema(), converted.value()), UTF_8);

        assertTrue(text.contains("\"label\":\"glioma\""), text);
        assertTrue(text.contains("\"pixels\":\"AAECAwT/\""), text);
    }

    @Test
    void aRecordOfTheOldestSchemaHasTheNewestShape() throws IOException {
        EventSchemas.Published oldest = EventSchemas.all().stream()
                .filter(schema -> schema.fileName().equals("TrainingRequested.1.avsc"))
                .findFirst()
                .orElseThrow();
        org.apache.avro.Schema writer = new org.apache.avro.Schema.Parser().parse(oldest.json());
        GenericRecord record = new GenericData.Record(writer);
        Map.of("runId", "run", "dataset", "brains", "version", "v1", "recipe", "cvae", "parameters", Map.of())
                .forEach(record::put);
        record.put("epochs", 3);
        record.put("seed", 7L);
        record.put("checkpointEveryEpochs", 1);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(HexFormat.of().parseHex(oldest.header()));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(value, null);
        new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
        encoder.flush();

        SchemaAndValue converted = converter.toConnectData("augmenta.training-requests.v1", value.toByteArray());

        Schema newest = struct(new TrainingRequested("run", "brains", "v1", "cvae", Map.of(), 3, 7, 1))
                .schema();
        assertEquals(newest, converted.schema());
        assertEquals("", ((Struct) converted.value()).getString("warmStart"));
        assertEquals(3, ((Struct) converted.value()).getInt32("epochs"));
    }

    @Test
    void aDeletionHasNoValueAndWhatIsNoEventIsRefused() {
        assertEquals(SchemaAndValue.NULL, converter.toConnectData(TOPIC, null));
        byte[] whole = EventCodec.encode(new GenerationFailed("request", "because"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        byte[] unknown = whole.clone();
        unknown[5] ^= 1;

        assertThrows(DataException.class, () -> converter.toConnectData(TOPIC, "{}".getBytes(UTF_8)));
        assertThrows(DataException.class, () -> converter.toConnectData(TOPIC, cut));
        assertThrows(DataException.class, () -> converter.toConnectData(TOPIC, unknown));
        assertThrows(DataException.class, () -> converter.fromConnectData(TOPIC, Schema.STRING_SCHEMA, "x"));
        assertThrows(DataException.class, () -> converter.configure(Map.of(), true));
    }

    /** A byte that is wrong gives another event, or the one exception that Connect's error handling knows. */
    @Test
    void noDamageEndsTheConnectorOtherwise() {
        byte[] whole = EventCodec.encode(batch());
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                try {
                    converter.toConnectData(TOPIC, damaged);
                } catch (DataException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 10 * 8, refused + " refused");
    }

    @Test
    void connectFindsTheConverter() {
        assertTrue(ServiceLoader.load(Converter.class).stream()
                .anyMatch(provider -> provider.type() == EventConverter.class));
    }
}
