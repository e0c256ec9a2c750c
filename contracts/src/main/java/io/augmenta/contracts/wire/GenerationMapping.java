package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.avro.AvroGenerationCompleted;
import io.augmenta.contracts.avro.AvroGenerationFailed;
import io.augmenta.contracts.avro.AvroGenerationRequested;
import io.augmenta.contracts.avro.AvroSyntheticBatch;

/** Events of generation, to Avro and back. */
final class GenerationMapping {
    private GenerationMapping() {}

    static AvroGenerationRequested toAvro(GenerationRequested request) {
        return new AvroGenerationRequested(
                request.requestId(), request.checkpointId(), request.counts(), request.seed());
    }

    static GenerationRequested fromAvro(AvroGenerationRequested request) {
        return new GenerationRequested(
                request.getRequestId(), request.getCheckpointId(), request.getCounts(), request.getSeed());
    }

    static AvroSyntheticBatch toAvro(SyntheticBatch batch) {
        return new AvroSyntheticBatch(
                batch.requestId(), batch.checkpointId(), batch.sequence(), each(batch.images(), SharedMapping::toAvro));
    }

    static SyntheticBatch fromAvro(AvroSyntheticBatch batch) {
        return new SyntheticBatch(
                batch.getRequestId(),
                batch.getCheckpointId(),
                batch.getSequence(),
                each(batch.getImages(), SharedMapping::fromAvro));
    }

    static AvroGenerationCompleted toAvro(GenerationCompleted completed) {
        return new AvroGenerationCompleted(
                completed.requestId(),
                completed.checkpointId(),
                completed.counts(),
                each(completed.ranges(), SharedMapping::toAvro));
    }

    static GenerationCompleted fromAvro(AvroGenerationCompleted completed) {
        return new GenerationCompleted(
                completed.getRequestId(),
                completed.getCheckpointId(),
                completed.getCounts(),
                each(completed.getRanges(), SharedMapping::fromAvro));
    }

    static AvroGenerationFailed toAvro(GenerationFailed failed) {
        return new AvroGenerationFailed(failed.requestId(), failed.reason());
    }

    static GenerationFailed fromAvro(AvroGenerationFailed failed) {
        return new GenerationFailed(failed.getRequestId(), failed.getReason());
    }
}
