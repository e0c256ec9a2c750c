package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deals units to splits in the order of their lots. Each split takes a unit only if that brings none of its classes over
 * the class's quota, so that quotas are never exceeded, and met wherever units of one image are left; what no split
 * takes is for training. A split that so got nothing of a class (all its units are large) gets the smallest unit that
 * leaves at least as much in training.
 */
final class Dealing {
    private static final Comparator<Unit> BY_LOT =
            Comparator.comparing(Unit::lot, Long::compareUnsigned).thenComparing(Unit::id);
    private static final Comparator<Unit> SMALLEST_FIRST =
            Comparator.comparing(Unit::size).thenComparing(BY_LOT);

    private final List<Split> splits;
    private final Map<String, Long> quotas;
    private final Map<Unit, Split> dealt = new HashMap<>();
    private final Set<Unit> kept = new HashSet<>();
    private final Map<Split, Map<String, Long>> taken = new EnumMap<>(Split.class);
    private final List<String> warnings = new ArrayList<>();

    /**
     * Makes one.
     *
     * @param splits that take units, the first before the others
     * @param quotas how many images of a class each of these splits takes
     */
    Dealing(List<Split> splits, Map<String, Long> quotas) {
        this.splits = splits;
        this.quotas = quotas;
        splits.forEach(split -> taken.put(split, new HashMap<>()));
        taken.put(Split.TRAIN, new HashMap<>());
    }

    /** Leaves a unit where it was in an earlier version, whatever the quotas say. */
    void keep(Unit unit, Split split) {
        kept.add(unit);
        give(unit, split);
    }

    /** Deals all units; returns those that were kept too. */
    Map<Unit, Split> deal(Collection<Unit> units) {
        units.stream().sorted(BY_LOT).forEach(unit -> give(unit, firstWithRoomFor(unit)));
        for (Split split : splits) {
            quotas.keySet().stream().sorted().forEach(label -> fillIfEmpty(split, label));
        }
        return dealt;
    }

    /** What could not be met. */
    List<String> warnings() {
        return warnings;
    }

    private Split firstWithRoomFor(Unit unit) {
        return splits.stream()
                .filter(split -> unit.perClass().entrySet().stream()
                        .allMatch(part -> taken(split, part.getKey()) + part.getValue() <= quota(part.getKey())))
                .findFirst()
                .orElse(Split.TRAIN);
    }

    private void fillIfEmpty(Split split, String label) {
        if (quota(label) == 0 || taken(split, label) > 0) {
            return;
        }
        Optional<Unit> smallest = dealt.entrySet().stream()
                .filter(entry -> entry.getValue() == Split.TRAIN)
                .map(Map.Entry::getKey)
                .filter(unit -> !kept.contains(unit))
                .filter(unit -> unit.perClass().containsKey(label))
                .filter(this::leavesAsMuchInTraining)
                .min(SMALLEST_FIRST);
        if (smallest.isPresent()) {
            Unit unit = smallest.get();
            unit.perClass().forEach((part, count) -> add(Split.TRAIN, part, -count));
            give(unit, split);
        } else {
            warnings.add("class \"" + label + "\" has no images in the "
                    + split.name().toLowerCase(Locale.ROOT) + " split: its images are too much alike to be divided");
        }
    }

    private boolean leavesAsMuchInTraining(Unit unit) {
        return unit.perClass().entrySet().stream()
                .allMatch(part -> taken(Split.TRAIN, part.getKey()) >= 2 * part.getValue());
    }

    private void give(Unit unit, Split split) {
        dealt.put(unit, split);
        unit.perClass().forEach((label, count) -> add(split, label, count));
    }

    private void add(Split split, String label, long count) {
        taken.computeIfAbsent(split, any -> new HashMap<>()).merge(label, count, Long::sum);
    }

    private long taken(Split split, String label) {
        return taken.getOrDefault(split, Map.of()).getOrDefault(label, 0L);
    }

    private long quota(String label) {
        return quotas.getOrDefault(label, 0L);
    }
}
