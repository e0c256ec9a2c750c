package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.ingest.reading.Conflict;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Images with their splits and leak groups.
 *
 * @param images by id
 * @param leakGroups groups of near duplicates, images that are like no other counted as groups of one
 * @param straddlingGroups groups with members in more than one split
 * @param largestGroups members of the largest groups, the largest first
 * @param doubtful two of each lot of images that look the same, as copies do, but stand under different labels
 * @param withheld images that are not among the images: each is a near duplicate of known images of different splits
 * @param warnings what could not be divided as asked, for a person to read
 */
public record Division(
        List<DividedImage> images,
        long leakGroups,
        long straddlingGroups,
        List<Integer> largestGroups,
        List<Conflict> doubtful,
        List<StoredImage> withheld,
        List<String> warnings) {
    /** Copies the lists. */
    public Division {
        images = List.copyOf(images);
        largestGroups = List.copyOf(largestGroups);
        doubtful = List.copyOf(doubtful);
        withheld = List.copyOf(withheld);
        warnings = List.copyOf(warnings);
    }

    static long straddling(List<DividedImage> images) {
        Map<String, Set<Split>> splits = new HashMap<>();
        images.forEach(image -> splits.computeIfAbsent(image.leakGroup(), group -> new HashSet<>())
                .add(image.split()));
        return splits.values().stream().filter(touched -> touched.size() > 1).count();
    }

    /** {@return the classes in alphabetic order} */
    public List<String> classes() {
        return images.stream().map(DividedImage::label).distinct().sorted().toList();
    }

    /** {@return images per split and class, those with none included} */
    public List<SplitCount> counts() {
        Map<Split, Map<String, Long>> counted = images.stream()
                .collect(Collectors.groupingBy(
                        DividedImage::split,
                        TreeMap::new,
                        Collectors.groupingBy(DividedImage::label, TreeMap::new, Collectors.counting())));
        List<SplitCount> counts = new ArrayList<>();
        for (Split split : Split.values()) {
            for (String label : classes()) {
                long count = counted.getOrDefault(split, Map.of()).getOrDefault(label, 0L);
                counts.add(new SplitCount(split, label, count));
            }
        }
        return counts;
    }
}
