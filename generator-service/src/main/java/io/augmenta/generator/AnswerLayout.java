package io.augmenta.generator;

/**
 * How the answer to a request is cut into batches.
 *
 * @param stored whether the images lie in the artifact store, and the batches only refer to them
 * @param imagesPerBatch images of a batch, the last one excepted
 */
record AnswerLayout(boolean stored, int imagesPerBatch) {

    /**
     * What is good for an order: its images in the batches where they are not too many and not too large for the log.
     *
     * @param requestId the request that is answered
     * @param software what makes the images, with its version
     * @throws ImageTooLargeException if not even one image fits
     */
    static AnswerLayout of(GenerationOrder order, String requestId, String software, BatchLimits limits)
            throws ImageTooLargeException {
        BatchSize size = BatchSize.of(order, requestId, software);
        int samplesPerImage = GeneratorShape.of(order.checkpoint()).samplesPerImage();
        boolean small = (long) order.images() * samplesPerImage <= limits.inlineAnswerBytes();
        int inline = size.imagesWithin(limits.maxBytes());
        if (small && inline > 0) {
            return new AnswerLayout(false, Math.min(inline, order.images()));
        }
        int stored = size.imagesWithin(limits.maxStoredBytes());
        if (stored > 0) {
            return new AnswerLayout(true, Math.min(stored, order.images()));
        }
        throw new ImageTooLargeException(order.checkpoint().checkpointId(), size.imageBytes(), limits.maxStoredBytes());
    }
}
