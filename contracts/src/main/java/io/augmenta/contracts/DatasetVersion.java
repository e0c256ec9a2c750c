package io.augmenta.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sealed version of a data set: these images, in these offsets, for good.
 *
 * @param name name of the data set
 * @param version derived from the images, their labels and splits, the size, the split rule and the seed
 * @param ingestId the ingest whose batches make it up; other batches within the ranges are not part of it
 * @param classes all classes, in the order that numbers them from 0
 * @param channels channels of every image
 * @param height rows of every image
 * @param width columns of every image
 * @param splitRule how the images were divided
 * @param seed what the division was drawn from
 * @param images images published: distinct, readable, with one label
 * @param duplicates files left out because their pixels had been seen already
 * @param rejected files that could not be read
 * @param conflicts files kept out because the same pixels stood under two labels
 * @param leakGroups groups of near duplicates, single images counted as groups of one
 * @param straddlingGroups groups with members in more than one split
 * @param counts images per split and class
 * @param ranges where the batches are
 * @param sealedAt when it was sealed
 * @param follows the version whose splits this one keeps; empty for the first of its kind
 * @param withheld new images that were kept out because they are near duplicates of known images of different splits
 */
public record DatasetVersion(
        String name,
        String version,
        String ingestId,
        List<String> classes,
        int channels,
        int height,
        int width,
        SplitRule splitRule,
        long seed,
        long images,
        long duplicates,
        long rejected,
        long conflicts,
        long leakGroups,
        long straddlingGroups,
        List<SplitCount> counts,
        List<OffsetRange> ranges,
        Instant sealedAt,
        String follows,
        long withheld)
        implements Event {
    /** Copies the lists. */
    public DatasetVersion {
        Check.notBlank("name of a data set", name);
        Check.notBlank("version of a data set", version);
        classes = List.copyOf(classes);
        counts = List.copyOf(counts);
        ranges = List.copyOf(ranges);
    }

    /** The first version of its kind: it follows none. */
    public DatasetVersion(
            String name,
            String version,
            String ingestId,
            List<String> classes,
            int channels,
            int height,
            int width,
            SplitRule splitRule,
            long seed,
            long images,
            long duplicates,
            long rejected,
            long conflicts,
            long leakGroups,
            long straddlingGroups,
            List<SplitCount> counts,
            List<OffsetRange> ranges,
            Instant sealedAt) {
        this(
                name,
                version,
                ingestId,
                classes,
                channels,
                height,
                width,
                splitRule,
                seed,
                images,
                duplicates,
                rejected,
                conflicts,
                leakGroups,
                straddlingGroups,
                counts,
                ranges,
                sealedAt,
                "",
                0);
    }

    /** The same version, which has become the latest once more: the images are again what they were when it was sealed. */
    public DatasetVersion sealedAgain(Instant at) {
        return new DatasetVersion(
                name,
                version,
                ingestId,
                classes,
                channels,
                height,
                width,
                splitRule,
                seed,
                images,
                duplicates,
                rejected,
                conflicts,
                leakGroups,
                straddlingGroups,
                counts,
                ranges,
                at,
                follows,
                withheld);
    }

    /**
     * The key that a version has in its compacted topic.
     *
     * @param name name of the data set
     * @param version its version
     * @return name/version
     */
    public static String key(String name, String version) {
        return name + "/" + version;
    }

    /** How many images a split has. */
    public long images(Split split) {
        return counts.stream()
                .filter(count -> count.split() == split)
                .mapToLong(SplitCount::count)
                .sum();
    }

    /** How many images of each class a split has, without the classes of which it has none. */
    public Map<String, Long> imagesByClass(Split split) {
        Map<String, Long> images = new LinkedHashMap<>();
        counts.stream()
                .filter(count -> count.split() == split && count.count() > 0)
                .forEach(count -> images.merge(count.label(), count.count(), Long::sum));
        return Collections.unmodifiableMap(images);
    }

    @Override
    public String key() {
        return key(name, version);
    }
}
