package io.augmenta.quickstart.result;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.DatasetVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A data set as files for people and programs describe it; counts by split, then by class. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DatasetDescription(
        String name,
        String version,
        List<String> classes,
        int channels,
        int height,
        int width,
        String splitRule,
        long seed,
        long images,
        long duplicates,
        long rejected,
        long conflicts,
        long leakGroups,
        long straddlingGroups,
        Map<String, Map<String, Long>> counts) {

    /** Of a sealed version. */
    public static DatasetDescription of(DatasetVersion dataset) {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        dataset.counts().forEach(count -> counts.computeIfAbsent(lower(count.split()), split -> new LinkedHashMap<>())
                .put(count.label(), count.count()));
        return new DatasetDescription(
                dataset.name(),
                dataset.version(),
                dataset.classes(),
                dataset.channels(),
                dataset.height(),
                dataset.width(),
                lower(dataset.splitRule()),
                dataset.seed(),
                dataset.images(),
                dataset.duplicates(),
                dataset.rejected(),
                dataset.conflicts(),
                dataset.leakGroups(),
                dataset.straddlingGroups(),
                counts);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
