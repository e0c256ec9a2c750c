package io.augmenta.ingest;

import io.augmenta.imaging.decode.DecodeLimits;
import java.nio.file.Path;

/**
 * What holds for all ingests of a service.
 *
 * @param decodingThreads how many files are decoded at once
 * @param decodeLimits what a file may cost
 * @param spillFolder where pixels are put aside
 * @param alikeBits how far apart two fingerprints may be for images to be near duplicates
 * @param batchBytes largest batch of images
 * @param batchesInFlight batches that are sent before the first of them has to be acknowledged
 * @param queueCapacity ingests that may wait
 */
public record IngestSettings(
        int decodingThreads,
        DecodeLimits decodeLimits,
        Path spillFolder,
        int alikeBits,
        int batchBytes,
        int batchesInFlight,
        int queueCapacity) {
    private static final int DEAD_LETTERS_IN_FLIGHT = 1_000;

    /** Checks that all are positive. */
    public IngestSettings {
        if (decodingThreads < 1 || alikeBits < 0 || batchBytes < 1 || batchesInFlight < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one thread, byte, batch and place in the queue, and no"
                            + " negative distance, but got " + decodingThreads + ", " + batchBytes + ", "
                            + batchesInFlight
                            + ", " + queueCapacity + " and " + alikeBits);
        }
    }

    Publishing.Limits publishing() {
        return new Publishing.Limits(batchBytes, batchesInFlight);
    }

    int deadLettersInFlight() {
        return DEAD_LETTERS_IN_FLIGHT;
    }
}
