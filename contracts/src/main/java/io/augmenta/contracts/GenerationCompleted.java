package io.augmenta.contracts;

import java.util.List;
import java.util.Map;

/**
 * All images of a request are in the log.
 *
 * @param requestId the request
 * @param checkpointId what made them
 * @param counts images by class
 * @param ranges where the batches are; batches of other requests within the ranges are not part of the answer
 * @param withheld images by class that were made, found to be near copies of training images, and replaced; classes
 *     without any are left out
 */
public record GenerationCompleted(
        String requestId,
        String checkpointId,
        Map<String, Integer> counts,
        List<OffsetRange> ranges,
        Map<String, Integer> withheld)
        implements GenerationEvent {
    /** Copies the collections. */
    public GenerationCompleted {
        Check.notBlank("id of a generation request", requestId);
        counts = Map.copyOf(counts);
        ranges = List.copyOf(ranges);
        withheld = Map.copyOf(withheld);
    }

    /** An answer for which nothing was withheld. */
    public GenerationCompleted(
            String requestId, String checkpointId, Map<String, Integer> counts, List<OffsetRange> ranges) {
        this(requestId, checkpointId, counts, ranges, Map.of());
    }
}
