package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import io.augmenta.imaging.identity.DisjointSets;
import io.augmenta.imaging.identity.FingerprintIndex;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The splits that images have from an earlier version: known images keep theirs.
 *
 * @param splits by id, of the images that have one
 * @param withheld new images that cannot be in any split
 */
record Inheritance(Map<String, Split> splits, List<StoredImage> withheld) {

    /** Known images keep their splits; new ones have none yet. */
    static Inheritance ofImages(List<StoredImage> images, EarlierVersion earlier) {
        Map<String, Split> splits = new HashMap<>();
        for (StoredImage image : images) {
            EarlierVersion.Known known = earlier.images().get(image.id());
            if (known != null) {
                splits.put(image.id(), known.split());
            }
        }
        return new Inheritance(splits, List.of());
    }

    /**
     * Known images keep their splits, and new ones that look like them, directly or through other new ones, follow. A new image
     * that would bring groups of different splits together is withheld. Known images count even where they are no longer
     * among the images, for models were trained on them.
     *
     * @param images in the order of their ids, which decides which of several images is withheld
     */
    static Inheritance ofGroups(List<StoredImage> images, EarlierVersion earlier, int radiusBits) {
        return earlier.images().isEmpty()
                ? new Inheritance(Map.of(), List.of())
                : new Growth(images.size() + earlier.images().size(), radiusBits).of(images, earlier);
    }

    /** Groups that grow by one image after the other. */
    private static final class Growth {
        private final FingerprintIndex index;
        private final DisjointSets groups;
        /** By the number that stands for a group; more than one split only where groups were made by another radius. */
        private final Map<Integer, Set<Split>> splitsOfGroup = new HashMap<>();

        Growth(int most, int radiusBits) {
            index = new FingerprintIndex(radiusBits);
            groups = new DisjointSets(most);
        }

        Inheritance of(List<StoredImage> images, EarlierVersion earlier) {
            new TreeMap<>(earlier.images()).values().forEach(this::addKnown);
            Map<String, Split> splits = new HashMap<>(ofImages(images, earlier).splits());
            Map<StoredImage, Integer> numbers = new HashMap<>();
            List<StoredImage> withheld = new ArrayList<>();
            for (StoredImage image : images) {
                if (!earlier.images().containsKey(image.id())) {
                    List<Integer> alike = index.withinRadius(image.fingerprint());
                    if (splitsOf(alike).size() > 1) {
                        withheld.add(image);
                    } else {
                        int number = index.add(image.fingerprint());
                        numbers.put(image, number);
                        join(number, alike, EnumSet.noneOf(Split.class));
                    }
                }
            }
            numbers.forEach(
                    (image, number) -> splitsOf(List.of(number)).forEach(split -> splits.put(image.id(), split)));
            return new Inheritance(splits, List.copyOf(withheld));
        }

        private void addKnown(EarlierVersion.Known known) {
            List<Integer> alike = index.withinRadius(known.fingerprint());
            join(index.add(known.fingerprint()), alike, EnumSet.of(known.split()));
        }

        private void join(int number, List<Integer> alike, Set<Split> own) {
            Set<Split> splits = new HashSet<>(own);
            splits.addAll(splitsOf(alike));
            alike.forEach(other -> groups.join(other, number));
            splitsOfGroup.put(groups.representative(number), splits);
        }

        private Set<Split> splitsOf(List<Integer> numbers) {
            Set<Split> splits = EnumSet.noneOf(Split.class);
            numbers.forEach(
                    number -> splits.addAll(splitsOfGroup.getOrDefault(groups.representative(number), Set.of())));
            return splits;
        }
    }
}
