package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.CheckpointPublished;

/** How many images of an order fit into one batch of so many bytes. */
final class BatchSize {
    /** Upper bounds for what a record's encoding adds: lengths, numbers, two ids, a digest. */
    private static final int ENCODING_BYTES_PER_IMAGE = 320;

    private static final int ENCODING_BYTES_PER_BATCH = 128;

    private BatchSize() {}

    /** @throws ImageTooLargeException if not even one fits */
    static int imagesWithin(int maxBytes, GenerationOrder order, String requestId, String software)
            throws ImageTooLargeException {
        CheckpointPublished checkpoint = order.checkpoint();
        long batchBytes = (long) ENCODING_BYTES_PER_BATCH + utf8Bytes(requestId) + utf8Bytes(checkpoint.checkpointId());
        long imageBytes = (long) ENCODING_BYTES_PER_IMAGE
                + GeneratorShape.of(checkpoint).samplesPerImage()
                + longestClassBytes(checkpoint)
                + utf8Bytes(checkpoint.checkpointId())
                + utf8Bytes(checkpoint.recipe())
                + utf8Bytes(software);
        long fitting = (maxBytes - batchBytes) / imageBytes;
        if (fitting < 1) {
            throw new ImageTooLargeException(checkpoint.checkpointId(), imageBytes, maxBytes);
        }
        return (int) Math.min(fitting, order.images());
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
