package io.augmenta.contracts.wire;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.avro.AvroAugmentationPolicy;
import io.augmenta.contracts.avro.AvroAugmentationStep;
import io.augmenta.contracts.avro.AvroCheckpointPublished;
import io.augmenta.contracts.avro.AvroDatasetVersion;
import io.augmenta.contracts.avro.AvroEvaluationCompleted;
import io.augmenta.contracts.avro.AvroEvaluationFailed;
import io.augmenta.contracts.avro.AvroEvaluationProgressed;
import io.augmenta.contracts.avro.AvroEvaluationRequested;
import io.augmenta.contracts.avro.AvroFolderIngested;
import io.augmenta.contracts.avro.AvroFolderWatch;
import io.augmenta.contracts.avro.AvroGenerationCompleted;
import io.augmenta.contracts.avro.AvroGenerationFailed;
import io.augmenta.contracts.avro.AvroGenerationRequested;
import io.augmenta.contracts.avro.AvroImageBatch;
import io.augmenta.contracts.avro.AvroMetricMeasured;
import io.augmenta.contracts.avro.AvroReleaseDecided;
import io.augmenta.contracts.avro.AvroSyntheticBatch;
import io.augmenta.contracts.avro.AvroTrainingCancelled;
import io.augmenta.contracts.avro.AvroTrainingProgressed;
import io.augmenta.contracts.avro.AvroTrainingRequested;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;

/**
 * Events as bytes and back, in Avro single-object encoding: two marker bytes, the writer schema's 64-bit CRC, the
 * record (<a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro specification</a>).
 *
 * <p>No registry is needed: every schema that was ever released is in this module, so that what an older service wrote
 * is read as well. Thread-safe.
 */
public final class EventCodec {
    private static final int HEADER_BYTES = 10;
    private static final List<EventShape<?, ?>> SHAPES = List.of(
            new EventShape<>(ImageBatch.class, AvroImageBatch.class, DatasetMapping::toAvro, DatasetMapping::fromAvro),
            new EventShape<>(
                    DatasetVersion.class, AvroDatasetVersion.class, DatasetMapping::toAvro, DatasetMapping::fromAvro),
            new EventShape<>(
                    TrainingRequested.class,
                    AvroTrainingRequested.class,
                    TrainingMapping::toAvro,
                    TrainingMapping::fromAvro),
            new EventShape<>(
                    TrainingCancelled.class,
                    AvroTrainingCancelled.class,
                    TrainingMapping::toAvro,
                    TrainingMapping::fromAvro),
            new EventShape<>(
                    TrainingProgressed.class,
                    AvroTrainingProgressed.class,
                    TrainingMapping::toAvro,
                    TrainingMapping::fromAvro),
            new EventShape<>(
                    CheckpointPublished.class,
                    AvroCheckpointPublished.class,
                    TrainingMapping::toAvro,
                    TrainingMapping::fromAvro),
            new EventShape<>(
                    GenerationRequested.class,
                    AvroGenerationRequested.class,
                    GenerationMapping::toAvro,
                    GenerationMapping::fromAvro),
            new EventShape<>(
                    SyntheticBatch.class,
                    AvroSyntheticBatch.class,
                    GenerationMapping::toAvro,
                    GenerationMapping::fromAvro),
            new EventShape<>(
                    GenerationCompleted.class,
                    AvroGenerationCompleted.class,
                    GenerationMapping::toAvro,
                    GenerationMapping::fromAvro),
            new EventShape<>(
                    GenerationFailed.class,
                    AvroGenerationFailed.class,
                    GenerationMapping::toAvro,
                    GenerationMapping::fromAvro),
            new EventShape<>(
                    EvaluationRequested.class,
                    AvroEvaluationRequested.class,
                    EvaluationMapping::toAvro,
                    EvaluationMapping::fromAvro),
            new EventShape<>(
                    EvaluationProgressed.class,
                    AvroEvaluationProgressed.class,
                    EvaluationMapping::toAvro,
                    EvaluationMapping::fromAvro),
            new EventShape<>(
                    MetricMeasured.class,
                    AvroMetricMeasured.class,
                    EvaluationMapping::toAvro,
                    EvaluationMapping::fromAvro),
            new EventShape<>(
                    EvaluationCompleted.class,
                    AvroEvaluationCompleted.class,
                    EvaluationMapping::toAvro,
                    EvaluationMapping::fromAvro),
            new EventShape<>(
                    EvaluationFailed.class,
                    AvroEvaluationFailed.class,
                    EvaluationMapping::toAvro,
                    EvaluationMapping::fromAvro),
            new EventShape<>(
                    ReleaseDecided.class, AvroReleaseDecided.class, ReleaseMapping::toAvro, ReleaseMapping::fromAvro),
            new EventShape<>(
                    AugmentationPolicy.class,
                    AvroAugmentationPolicy.class,
                    AugmentationMapping::toAvro,
                    AugmentationMapping::fromAvro),
            new EventShape<>(
                    AugmentationStep.class,
                    AvroAugmentationStep.class,
                    AugmentationMapping::toAvro,
                    AugmentationMapping::fromAvro),
            new EventShape<>(FolderWatch.class, AvroFolderWatch.class, WatchMapping::toAvro, WatchMapping::fromAvro),
            new EventShape<>(
                    FolderIngested.class, AvroFolderIngested.class, WatchMapping::toAvro, WatchMapping::fromAvro));

    private static final Map<Class<?>, EventShape<?, ?>> BY_TYPE = new HashMap<>();
    private static final Map<Long, EventShape<?, ?>> BY_WRITER = new HashMap<>();
    private static final SchemaStore.Cache WRITERS = new SchemaStore.Cache();

    static {
        for (EventShape<?, ?> shape : SHAPES) {
            BY_TYPE.put(shape.eventType(), shape);
            knowWriter(shape.schema(), shape);
            ReleasedSchemas.of(shape.eventType()).forEach(released -> knowWriter(released, shape));
        }
    }

    private EventCodec() {}

    /**
     * Writes an event.
     *
     * @param event the event
     * @return its bytes
     */
    public static byte[] encode(Event event) {
        return shapeOf(event.getClass()).encode(event);
    }

    /**
     * Reads an event, whichever released schema it was written with.
     *
     * @param message what {@link #encode} made, here or in another version of this module
     * @return the event
     * @throws UndecodableEventException if the bytes are no event, are cut short, or hold one that no reader could use
     */
    public static Event decode(byte[] message) {
        if (message.length < HEADER_BYTES || message[0] != (byte) 0xC3 || message[1] != 0x01) {
            throw new UndecodableEventException(
                    "expected Avro single-object encoding (C3 01, then the schema's fingerprint), got " + message.length
                            + " bytes that do not start so",
                    null);
        }
        long writer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        EventShape<?, ?> shape = BY_WRITER.get(writer);
        if (shape == null) {
            throw new UndecodableEventException(
                    "expected one of " + BY_WRITER.size() + " known schemas, got fingerprint "
                            + Long.toHexString(writer) + "; a newer service may have written it: update this one",
                    null);
        }
        return shape.decode(message, WRITERS);
    }

    /**
     * The schema that events of a type are written with now.
     *
     * @param eventType a concrete event
     * @return its Avro schema as JSON
     */
    public static String schemaOf(Class<? extends Event> eventType) {
        return shapeOf(eventType).schema().toString(true);
    }

    static List<EventShape<?, ?>> shapes() {
        return SHAPES;
    }

    private static EventShape<?, ?> shapeOf(Class<?> eventType) {
        EventShape<?, ?> shape = BY_TYPE.get(eventType);
        if (shape == null) {
            throw new IllegalArgumentException("no schema for " + eventType.getName());
        }
        return shape;
    }

    private static void knowWriter(Schema schema, EventShape<?, ?> shape) {
        BY_WRITER.put(SchemaNormalization.parsingFingerprint64(schema), shape);
        WRITERS.addSchema(schema);
    }
}
