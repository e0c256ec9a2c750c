package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.CheckpointPublished;

/**
 * How many bytes a batch of an order takes; upper bounds.
 *
 * @param batchBytes what it takes without any image
 * @param imageBytes what each image adds
 */
record BatchSize(long batchBytes, long imageBytes) {
    /** Upper bounds for what a record's encoding adds: lengths, numbers, two ids, a digest. */
    private static final int ENCODING_BYTES_PER_IMAGE = 320;

    private static final int ENCODING_BYTES_PER_BATCH = 128;

    static BatchSize of(GenerationOrder order, String requestId, String software) {
        CheckpointPublished checkpoint = order.checkpoint();
        long batchBytes = (long) ENCODING_BYTES_PER_BATCH + utf8Bytes(requestId) + utf8Bytes(checkpoint.checkpointId());
        long imageBytes = (long) ENCODING_BYTES_PER_IMAGE
                + GeneratorShape.of(checkpoint).samplesPerImage()
                + longestClassBytes(checkpoint)
                + utf8Bytes(checkpoint.checkpointId())
                + utf8Bytes(checkpoint.recipe())
                + utf8Bytes(software);
        return new BatchSize(batchBytes, imageBytes);
    }

    /** How many images fit; 0 where not even one does. */
    int imagesWithin(int maxBytes) {
        return Math.toIntExact(Math.max(0, (maxBytes - batchBytes) / imageBytes));
    }

    private static int longestClassBytes(CheckpointPublished checkpoint) {
        return checkpoint.classes().stream()
                .mapToInt(BatchSize::utf8Bytes)
                .max()
                .orElse(0);
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
