package io.augmenta.eventlog;

import io.augmenta.contracts.OffsetRange;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Where a record came to lie.
 *
 * @param topic the topic's name
 * @param partition the partition
 * @param offset its offset
 */
public record PublishedAt(String topic, int partition, long offset) {
    /**
     * The smallest range per partition that holds all of some records; records of others may lie in between.
     *
     * @param records where the records are
     * @return the ranges, by topic and partition
     */
    public static List<OffsetRange> ranges(Collection<PublishedAt> records) {
        TreeMap<String, OffsetRange> ranges = new TreeMap<>();
        for (PublishedAt at : records) {
            OffsetRange one = new OffsetRange(at.topic, at.partition, at.offset, at.offset + 1);
            String place = "%s/%010d".formatted(at.topic, at.partition);
            ranges.merge(
                    place,
                    one,
                    (a, b) -> new OffsetRange(
                            a.topic(),
                            a.partition(),
                            Math.min(a.first(), b.first()),
                            Math.max(a.endExclusive(), b.endExclusive())));
        }
        return List.copyOf(ranges.values());
    }
}
