package io.augmenta.contracts;

/**
 * A stretch of a topic's partition.
 *
 * @param topic the topic's name
 * @param partition the partition, from 0
 * @param first first offset
 * @param endExclusive offset after the last
 */
public record OffsetRange(String topic, int partition, long first, long endExclusive) {
    /** Checks that the range is not reversed. */
    public OffsetRange {
        Check.notBlank("topic of an offset range", topic);
        Check.atLeast("partition of an offset range", 0, partition);
        Check.atLeast("first offset of a range", 0, first);
        Check.atLeast("end of an offset range", first, endExclusive);
    }
}
