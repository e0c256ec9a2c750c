package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.SyntheticBatch.Content;
import io.augmenta.contracts.SyntheticBatch.Inline;
import io.augmenta.contracts.SyntheticBatch.Stored;
import io.augmenta.contracts.avro.AvroGenerationCompleted;
import io.augmenta.contracts.avro.AvroGenerationFailed;
import io.augmenta.contracts.avro.AvroGenerationRequested;
import io.augmenta.contracts.avro.AvroStoredImages;
import io.augmenta.contracts.avro.AvroSyntheticBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of generation, to Avro and back. */
final class GenerationMapping {
    private GenerationMapping() {}

    static AvroGenerationRequested toAvro(GenerationRequested request) {
        return new AvroGenerationRequested(
                request.requestId(), request.checkpointId(), request.counts(), request.seed(), request.deadline());
    }

    static GenerationRequested fromAvro(AvroGenerationRequested request) {
        return new GenerationRequested(
                request.getRequestId(),
                request.getCheckpointId(),
                request.getCounts(),
                request.getSeed(),
                request.getDeadline());
    }

    static AvroSyntheticBatch toAvro(SyntheticBatch batch) {
        Content content = batch.content();
        if (content instanceof Inline inline) {
            return toAvro(batch, inline.images(), null);
        }
        Stored stored = (Stored) content;
        return toAvro(
                batch, List.of(), new AvroStoredImages(SharedMapping.toAvro(stored.artifact()), stored.imageCount()));
    }

    private static AvroSyntheticBatch toAvro(
            SyntheticBatch batch, List<LabelledImage> images, @Nullable AvroStoredImages stored) {
        return new AvroSyntheticBatch(
                batch.requestId(), batch.checkpointId(), batch.sequence(), each(images, SharedMapping::toAvro), stored);
    }

    static SyntheticBatch fromAvro(AvroSyntheticBatch batch) {
        return new SyntheticBatch(batch.getRequestId(), batch.getCheckpointId(), batch.getSequence(), contentOf(batch));
    }

    private static Content contentOf(AvroSyntheticBatch batch) {
        AvroStoredImages stored = batch.getStored();
        if (stored == null) {
            return new Inline(each(batch.getImages(), SharedMapping::fromAvro));
        }
        if (!batch.getImages().isEmpty()) {
            throw new InvalidEventException("synthetic batch " + batch.getSequence() + " of request "
                    + batch.getRequestId() + ": expected its images or where they are stored, got both");
        }
        return new Stored(SharedMapping.fromAvro(stored.getArtifact()), stored.getImageCount());
    }

    static AvroGenerationCompleted toAvro(GenerationCompleted completed) {
        return new AvroGenerationCompleted(
                completed.requestId(),
                completed.checkpointId(),
                completed.counts(),
                each(completed.ranges(), SharedMapping::toAvro),
                completed.withheld());
    }

    static GenerationCompleted fromAvro(AvroGenerationCompleted completed) {
        return new GenerationCompleted(
                completed.getRequestId(),
                completed.getCheckpointId(),
                completed.getCounts(),
                each(completed.getRanges(), SharedMapping::fromAvro),
                completed.getWithheld());
    }

    static AvroGenerationFailed toAvro(GenerationFailed failed) {
        return new AvroGenerationFailed(failed.requestId(), failed.reason());
    }

    static GenerationFailed fromAvro(AvroGenerationFailed failed) {
        return new GenerationFailed(failed.getRequestId(), failed.getReason());
    }
}
