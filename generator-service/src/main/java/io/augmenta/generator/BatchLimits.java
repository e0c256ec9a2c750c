package io.augmenta.generator;

import io.augmenta.eventlog.ClaimChecks;

/**
 * What the batches of an answer may take.
 *
 * @param maxBytes the largest batch that holds its images, as bytes on the wire
 * @param inFlight how many batches may wait for being stored while the next one is made, at least 1
 * @param inlineAnswerBytes the largest answer, in bytes of pixels, whose batches hold their images; those of a larger one
 *     lie in the artifact store
 * @param maxStoredBytes the largest batch in the artifact store, at least {@code maxBytes}
 */
public record BatchLimits(int maxBytes, int inFlight, long inlineAnswerBytes, int maxStoredBytes) {
    /** Checks that there is room, and that a stored batch is no smaller than one in the log. */
    public BatchLimits {
        if (maxBytes < 1 || inFlight < 1 || inlineAnswerBytes < 0) {
            throw new IllegalArgumentException("expected batches of at least 1 byte, 1 in flight and answers of at"
                    + " least 0 bytes, got " + maxBytes + ", " + inFlight + " and " + inlineAnswerBytes);
        }
        if (maxStoredBytes < maxBytes || maxStoredBytes > ClaimChecks.MAX_BYTES) {
            throw new IllegalArgumentException("expected stored batches of " + maxBytes + " to " + ClaimChecks.MAX_BYTES
                    + " bytes, got " + maxStoredBytes);
        }
    }
}
