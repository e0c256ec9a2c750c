package io.augmenta.export;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts exported images by origin, split and class. */
final class Tally {
    private final Map<Origin, Map<Split, Map<String, Long>>> counts = new EnumMap<>(Origin.class);

    void add(LabelledImage image) {
        counts.computeIfAbsent(Origin.of(image), origin -> new EnumMap<>(Split.class))
                .computeIfAbsent(image.split(), split -> new TreeMap<>())
                .merge(image.label(), 1L, Long::sum);
    }

    long of(Origin origin, Split split, String label) {
        return of(origin, split).getOrDefault(label, 0L);
    }

    Map<String, Long> of(Origin origin, Split split) {
        return counts.getOrDefault(origin, Map.of()).getOrDefault(split, Map.of());
    }

    long of(Origin origin) {
        return counts.getOrDefault(origin, Map.of()).values().stream()
                .flatMap(byClass -> byClass.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    long all() {
        return of(Origin.REAL) + of(Origin.SYNTHETIC);
    }
}
