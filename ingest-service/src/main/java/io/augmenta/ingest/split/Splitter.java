package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.folder.Origin;
import io.augmenta.ingest.reading.Conflict;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides images into splits, class by class: a tenth for test, a tenth for validation. What comes out depends on the
 * seed, the ids, the labels and what is alike, and on nothing else: neither on names nor on the order of files.
 *
 * <ul>
 *   <li>{@link SplitRule#GROUPED}: groups of near duplicates stay on one side.
 *   <li>{@link SplitRule#RANDOM}: image by image.
 *   <li>{@link SplitRule#SUPPLIED}: Testing is the test split; a tenth of Training, in whole groups, is for validation.
 * </ul>
 *
 * <p>Where there is an earlier version of the data set, its images keep their splits (under SUPPLIED where the folders say no
 * other), under GROUPED near duplicates of them follow, and lots are drawn for what is left.
 */
public final class Splitter {
    private static final long ONE_IN = 10;
    private static final int LARGEST_GROUPS = 10;

    private final int radiusBits;

    /** @param radiusBits how far apart two fingerprints may be for images to be near duplicates */
    public Splitter(int radiusBits) {
        this.radiusBits = radiusBits;
    }

    /**
     * Divides the images of a data set that has no earlier version.
     *
     * @param unordered the images, each id once
     * @param rule how
     * @param seed what lots are drawn from
     * @return the images with their splits
     * @throws ImpossibleIngestException if there are too few classes, or a class has too few images
     */
    public Division divide(Collection<StoredImage> unordered, SplitRule rule, long seed) {
        return divide(unordered, rule, seed, EarlierVersion.NONE);
    }

    /**
     * Divides images.
     *
     * @param unordered the images, each id once
     * @param rule how
     * @param seed what lots are drawn from
     * @param earlier a version that was divided by the same rule
     * @return the images with their splits
     * @throws ImpossibleIngestException if there are too few classes, or a class has too few images
     */
    public Division divide(Collection<StoredImage> unordered, SplitRule rule, long seed, EarlierVersion earlier) {
        List<StoredImage> all =
                unordered.stream().sorted(Comparator.comparing(StoredImage::id)).toList();
        Inheritance inheritance = rule == SplitRule.GROUPED
                ? Inheritance.ofGroups(all, earlier, radiusBits)
                : Inheritance.ofImages(all, earlier);
        Set<StoredImage> withheld = Set.copyOf(inheritance.withheld());
        List<StoredImage> images =
                all.stream().filter(image -> !withheld.contains(image)).toList();
        requireClasses(images, rule);
        LeakGroups groups =
                LeakGroups.of(images.stream().map(StoredImage::fingerprint).toList(), radiusBits);
        Split[] splits = new Split[images.size()];
        Arrays.fill(splits, Split.TRAIN);
        List<String> warnings =
                switch (rule) {
                    case GROUPED ->
                        drawTestAndValidation(images, groups::representative, seed, inheritance.splits(), splits);
                    case RANDOM ->
                        drawTestAndValidation(images, position -> position, seed, inheritance.splits(), splits);
                    case SUPPLIED -> followFolders(images, groups, seed, inheritance.splits(), splits);
                };
        List<DividedImage> divided = IntStream.range(0, splits.length)
                .mapToObj(i -> new DividedImage(
                        images.get(i),
                        splits[i],
                        images.get(groups.representative(i)).id()))
                .toList();
        return new Division(
                divided,
                groups.count(),
                Division.straddling(divided),
                groups.largest(LARGEST_GROUPS),
                doubtful(images),
                inheritance.withheld(),
                warnings);
    }

    /** A copy in another size has other pixels: it may as well be a neighbouring slice, so it is for a person to judge. */
    private static List<Conflict> doubtful(List<StoredImage> images) {
        LeakGroups copies = LeakGroups.of(
                images.stream().map(StoredImage::fingerprint).toList(), Fingerprint.SAME_PICTURE_DISTANCE);
        Map<Integer, Conflict> doubtful = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            StoredImage image = images.get(i);
            StoredImage representative = images.get(copies.representative(i));
            if (!image.label().equals(representative.label())) {
                doubtful.putIfAbsent(copies.representative(i), new Conflict(representative.source(), image.source()));
            }
        }
        return List.copyOf(doubtful.values());
    }

    private static List<String> drawTestAndValidation(
            List<StoredImage> images,
            IntUnaryOperator unitOf,
            long seed,
            Map<String, Split> inherited,
            Split[] splits) {
        List<Integer> all = IntStream.range(0, splits.length).boxed().toList();
        return draw(images, all, unitOf, List.of(Split.TEST, Split.VALIDATION), seed, inherited, splits);
    }

    private static List<String> followFolders(
            List<StoredImage> images, LeakGroups groups, long seed, Map<String, Split> inherited, Split[] splits) {
        List<Integer> training = new ArrayList<>();
        Set<String> untested = new TreeSet<>();
        images.forEach(image -> untested.add(image.label()));
        for (int i = 0; i < splits.length; i++) {
            if (images.get(i).origin() == Origin.TESTING) {
                splits[i] = Split.TEST;
                untested.remove(images.get(i).label());
            } else {
                training.add(i);
            }
        }
        List<String> warnings = new ArrayList<>();
        untested.forEach(label -> warnings.add("class \"" + label + "\" has no images in Testing"));
        warnings.addAll(
                draw(images, training, groups::representative, List.of(Split.VALIDATION), seed, inherited, splits));
        return warnings;
    }

    /** Draws some splits from some positions, which go in units of the same number; says what could not be met. */
    private static List<String> draw(
            List<StoredImage> images,
            List<Integer> positions,
            IntUnaryOperator unitOf,
            List<Split> drawn,
            long seed,
            Map<String, Split> inherited,
            Split[] splits) {
        Lots lots = new Lots(seed);
        Map<Integer, List<Integer>> units = positions.stream()
                .collect(Collectors.groupingBy(unitOf::applyAsInt, TreeMap::new, Collectors.toList()));
        Map<String, Long> counts = positions.stream()
                .collect(Collectors.groupingBy(
                        position -> images.get(position).label(), TreeMap::new, Collectors.counting()));
        Dealing dealing = new Dealing(drawn, quotas(counts, drawn.size()));
        List<Unit> undecided = new ArrayList<>();
        IntFunction<Optional<Split>> own = position -> Optional.ofNullable(
                        inherited.get(images.get(position).id()))
                .filter(split -> split == Split.TRAIN || drawn.contains(split));
        for (List<Integer> members : units.values()) {
            Unit unit = Unit.of(members, images, lots);
            members.stream()
                    .map(own::apply)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresentOrElse(split -> dealing.keep(unit, split), () -> undecided.add(unit));
        }
        // known images of a unit are of one split, unless the rule of likeness has changed: then each keeps its own
        dealing.deal(undecided).forEach((unit, split) -> unit.positions()
                .forEach(position -> splits[position] = own.apply(position).orElse(split)));
        return dealing.warnings();
    }

    /** A tenth of each class, rounded, but at least one image where that leaves one to train on. */
    private static Map<String, Long> quotas(Map<String, Long> counts, int drawnSplits) {
        Map<String, Long> quotas = new TreeMap<>(counts);
        quotas.replaceAll((label, count) -> count > drawnSplits ? Math.max(1, (count + ONE_IN / 2) / ONE_IN) : 0);
        return quotas;
    }

    private static void requireClasses(List<StoredImage> images, SplitRule rule) {
        boolean supplied = rule == SplitRule.SUPPLIED;
        Map<String, Long> usable = new TreeMap<>();
        for (StoredImage image : images) {
            usable.merge(image.label(), supplied && image.origin() == Origin.TESTING ? 0L : 1L, Long::sum);
        }
        if (usable.size() < 2) {
            throw new ImpossibleIngestException(
                    "single-class", "expected images of at least 2 classes, found " + usable.keySet());
        }
        int needed = supplied ? 2 : 3;
        usable.values().removeIf(count -> count >= needed);
        if (!usable.isEmpty()) {
            throw new ImpossibleIngestException(
                    "class-too-small",
                    "expected at least " + needed + " distinct images of each class"
                            + (supplied ? " in Training" : "") + ", one for each split that is drawn, found " + usable
                            + "; add images, or take the class out");
        }
        requireTestImages(images, supplied);
    }

    private static void requireTestImages(List<StoredImage> images, boolean supplied) {
        if (supplied && images.stream().noneMatch(image -> image.origin() == Origin.TESTING)) {
            throw new ImpossibleIngestException(
                    "split-not-supplied",
                    "splitRule supplied: expected images in Testing, found none that can be used");
        }
    }
}
