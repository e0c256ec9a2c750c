package io.augmenta.export;

import io.augmenta.contracts.OffsetRange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is taken of the images of one generation request.
 *
 * @param requestId the request
 * @param checkpointId what made them
 * @param ranges where the batches are
 * @param counts how many images of each class are taken, the first ones
 */
public record SyntheticShare(
        String requestId, String checkpointId, List<OffsetRange> ranges, Map<String, Integer> counts) {
    /** Copies the collections, classes in alphabetic order. */
    public SyntheticShare {
        ranges = List.copyOf(ranges);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** How many images of all classes are taken. */
    public long images() {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
