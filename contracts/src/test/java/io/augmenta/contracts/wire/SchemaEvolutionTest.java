package io.augmenta.contracts.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
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

    @Test
    void aReaderOfTheFirstReleaseTakesAStatusThatItDoesNotKnowForUnknown() throws IOException {
        TrainingProgressed cancelled = progress(TrainingStatus.CANCELLED, "cancelled", null);
        Schema first = ReleasedSchemas.of(TrainingProgressed.class).get(0);
        BinaryMessageDecoder<GenericRecord> old = new BinaryMessageDecoder<>(GenericData.get(), first);
        old.addSchema(new Schema.Parser().parse(EventCodec.schemaOf(TrainingProgressed.class)));

        GenericRecord read = old.decode(EventCodec.encode(cancelled));

        assertEquals("UNKNOWN", read.get("status").toString());
        assertEquals("cancelled", read.get("message").toString());
    }

    @Test
    void aFailureOfWhichAnEarlierReleaseKnewNoKindIsStillAFailure() throws IOException {
        TrainingProgressed diverged = progress(TrainingStatus.FAILED, "diverged", TrainingFailure.DIVERGED);
        Schema second = ReleasedSchemas.of(TrainingProgressed.class).get(1);
        BinaryMessageDecoder<GenericRecord> old = new BinaryMessageDecoder<>(GenericData.get(), second);
        old.addSchema(new Schema.Parser().parse(EventCodec.schemaOf(TrainingProgressed.class)));

        assertEquals(
                "FAILED", old.decode(EventCodec.encode(diverged)).get("status").toString());
    }

    @Test
    void aFailureOfTheSecondReleaseIsReadWithoutItsKind() throws IOException {
        Schema second = ReleasedSchemas.of(TrainingProgressed.class).get(1);
        GenericRecord failed = new GenericRecordBuilder(second)
                .set("runId", "run")
                .set(
                        "status",
                        new GenericData.EnumSymbol(second.getField("status").schema(), "FAILED"))
                .set("epoch", 1)
                .set("epochs", 2)
                .set("step", 3L)
                .set("losses", Map.of())
                .set("imagesPerSecond", 0.0)
                .set("elapsedMillis", 0L)
                .set("remainingMillis", 0L)
                .set("device", "cpu")
                .set("message", "why")
                .set("residentBytes", 123L)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), second).encode(failed, bytes);

        assertEquals(progress(TrainingStatus.FAILED, "why", null), EventCodec.decode(bytes.toByteArray()));
    }

    @Test
    void aKindOfFailureThatALaterReleaseAddsIsTakenForUnknown() throws IOException {
        String today = EventCodec.schemaOf(TrainingProgressed.class);
        Schema later = new Schema.Parser().parse(today.replace("\"BROKEN\"", "\"BROKEN\",\"EVICTED\""));
        BinaryMessageDecoder<GenericRecord> reader =
                new BinaryMessageDecoder<>(GenericData.get(), new Schema.Parser().parse(today));
        reader.addSchema(later);
        GenericRecord written = new BinaryMessageDecoder<GenericRecord>(
                        GenericData.get(), new Schema.Parser().parse(today))
                .decode(EventCodec.encode(progress(TrainingStatus.FAILED, "why", null)));
        GenericRecordBuilder evicted = new GenericRecordBuilder(later);
        for (Schema.Field field : later.getFields()) {
            evicted.set(field, written.get(field.name()));
        }
        Schema kinds = later.getField("failure").schema().getTypes().get(1);
        evicted.set("failure", new GenericData.EnumSymbol(kinds, "EVICTED"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), later).encode(evicted.build(), bytes);

        assertEquals(
                "UNKNOWN", reader.decode(bytes.toByteArray()).get("failure").toString());
    }

    private static TrainingProgressed progress(
            TrainingStatus status, String message, @Nullable TrainingFailure failure) {
        return new TrainingProgressed(
                "run", status, 1, 2, 3, Map.of(), 0, Duration.ZERO, Duration.ZERO, "cpu", message, 123L, failure);
    }

    @Test
    void whatTheFirstReleaseWroteIsReadWithoutWhatCameLater() throws IOException {
        Schema first = ReleasedSchemas.of(TrainingRequested.class).get(0);
        GenericRecord request = new GenericRecordBuilder(first)
                .set("runId", "run-1")
                .set("dataset", "brains")
                .set("version", "v1")
                .set("recipe", "wgan-gp")
                .set("parameters", Map.of("latent", "128"))
                .set("epochs", 30)
                .set("seed", 7L)
                .set("checkpointEveryEpochs", 5)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(request, bytes);

        assertEquals(SampleEvents.training(), EventCodec.decode(bytes.toByteArray()));
    }

    @Test
    void anEvaluationAskedForBeforeThereWereSeedsHasOneAndNoControlsAndNoSweep() throws IOException {
        Schema first = ReleasedSchemas.of(EvaluationRequested.class).get(0);
        GenericRecord range = new GenericRecordBuilder(
                        first.getField("syntheticRanges").schema().getElementType())
                .set("topic", "images")
                .set("partition", 2)
                .set("first", 5L)
                .set("endExclusive", 9L)
                .build();
        GenericRecord request = new GenericRecordBuilder(first)
                .set("evaluationId", "evaluation-1")
                .set("dataset", "brains")
                .set("version", "v1")
                .set("checkpointId", "run-1-e0030")
                .set("generationRequestId", "request-1")
                .set("syntheticRanges", List.of(range))
                .set("classifier", "compact")
                .set("parameters", Map.of("epochs", "3"))
                .set("seed", 7L)
                .build();

        EvaluationRequested read = (EvaluationRequested) EventCodec.decode(written(first, request));

        assertEquals(SampleEvents.evaluation(), read);
        assertEquals(1, read.settings().seeds());
        assertEquals(List.of(), read.settings().controls());
        assertEquals(List.of(), read.settings().amounts());
        assertEquals("", read.settings().extractor());
        assertEquals(GateLimits.OF_THE_EVALUATOR, read.settings().gate());
    }

    @Test
    void aFigureToldBeforeThereWereIntervalsIsOfOneSeed() throws IOException {
        Schema first = ReleasedSchemas.of(MetricMeasured.class).get(0);
        GenericRecord metric = new GenericRecordBuilder(first)
                .set("evaluationId", "evaluation-1")
                .set("name", "ks")
                .set("value", 0.5)
                .set("dataset", "brains")
                .set("version", "v1")
                .set("checkpointId", "run-1-e0030")
                .build();

        MetricMeasured read = (MetricMeasured) EventCodec.decode(written(first, metric));

        assertEquals(SampleEvents.ks(), read);
        assertEquals(1, read.seeds());
    }

    @Test
    void aBatchOfTheFirstReleaseHoldsItsImages() throws IOException {
        Schema first = ReleasedSchemas.of(SyntheticBatch.class).get(0);
        GenericRecord batch = new GenericRecordBuilder(first)
                .set("requestId", "request-1")
                .set("checkpointId", "run-1-e0030")
                .set("sequence", 3)
                .set("images", List.of())
                .build();

        assertEquals(
                new SyntheticBatch("request-1", "run-1-e0030", 3, List.of()), EventCodec.decode(written(first, batch)));
    }

    @Test
    void aBatchThatHoldsImagesAndRefersToOthersIsNoEvent() throws IOException {
        Schema today = new Schema.Parser().parse(EventCodec.schemaOf(SyntheticBatch.class));
        BinaryMessageDecoder<GenericRecord> reader = new BinaryMessageDecoder<>(GenericData.get(), today);
        GenericRecord both = reader.decode(EventCodec.encode(SampleEvents.batch()));
        both.put(
                "stored",
                reader.decode(EventCodec.encode(SampleEvents.storedBatch())).get("stored"));

        UndecodableEventException refused =
                assertThrows(UndecodableEventException.class, () -> EventCodec.decode(written(today, both)));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("its images or where they are stored, got both"),
                refused.getMessage());
    }

    @Test
    void aGenerationAskedForBeforeThereWereDeadlinesHasNone() throws IOException {
        Schema first = ReleasedSchemas.of(GenerationRequested.class).get(0);
        GenericRecord request = new GenericRecordBuilder(first)
                .set("requestId", "request-1")
                .set("checkpointId", "run-1-e0030")
                .set("counts", Map.of("glioma", 10))
                .set("seed", -7L)
                .build();

        assertEquals(
                new GenerationRequested("request-1", "run-1-e0030", Map.of("glioma", 10), -7),
                EventCodec.decode(written(first, request)));
    }

    @Test
    void whatWasMadeBeforeThereWasACopyGuardSaysThatNobodyKnows() throws IOException {
        Schema first = ReleasedSchemas.of(SyntheticBatch.class).get(0);
        Schema image = first.getField("images").schema().getElementType();
        Schema provenance = image.getField("provenance").schema().getTypes().get(1);
        GenericRecord made = new GenericRecordBuilder(provenance)
                .set("checkpointId", "run-1-e0030")
                .set("generatorSha256", "0".repeat(64))
                .set("recipe", "wgan-gp")
                .set("seed", 7L)
                .set("index", 4)
                .set("software", "augmenta 0.1.0")
                .build();
        GenericRecord batch = new GenericRecordBuilder(first)
                .set("requestId", "request-1")
                .set("checkpointId", "run-1-e0030")
                .set("sequence", 0)
                .set("images", List.of(anImage(image, made)))
                .build();

        SyntheticBatch read = (SyntheticBatch) EventCodec.decode(written(first, batch));

        List<LabelledImage> images = ((SyntheticBatch.Inline) read.content()).images();
        assertEquals(
                CopyGuard.UNKNOWN,
                Objects.requireNonNull(images.get(0).provenance()).copyGuard());
    }

    private static GenericRecord anImage(Schema image, GenericRecord provenance) {
        return new GenericRecordBuilder(image)
                .set("id", "0".repeat(64))
                .set("label", "glioma")
                .set("split", new GenericData.EnumSymbol(image.getField("split").schema(), "TRAIN"))
                .set("leakGroup", "0".repeat(64))
                .set("channels", 1)
                .set("height", 1)
                .set("width", 1)
                .set("pixels", ByteBuffer.wrap(new byte[] {9}))
                .set("fingerprint", ByteBuffer.allocate(0))
                .set("source", "")
                .set("provenance", provenance)
                .build();
    }

    private static byte[] written(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record, bytes);
        return bytes.toByteArray();
    }
}
