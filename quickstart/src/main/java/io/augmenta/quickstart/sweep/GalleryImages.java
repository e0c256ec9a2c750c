package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.imaging.RasterImage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A few images of each class that nobody picked: real ones in the order of their ids, generated ones by their index. */
final class GalleryImages {

    /** How many of each class. */
    static final int PER_CLASS = 6;

    private final DatasetVersion dataset;
    private final Map<String, Map<String, NavigableMap<Integer, RasterImage>>> byRequest = new HashMap<>();

    GalleryImages(DatasetVersion dataset) {
        this.dataset = dataset;
    }

    /** Real training images by class, from the log. */
    Map<String, List<RasterImage>> real(Map<String, Object> clientProperties) {
        Map<String, NavigableMap<String, RasterImage>> byClass = new HashMap<>();
        new OffsetRangeReader(clientProperties).read(dataset.ranges(), ImageBatch.class, batch -> {
            if (batch.ingestId().equals(dataset.ingestId()) && batch.dataset().equals(dataset.name())) {
                batch.images().stream()
                        .filter(image -> image.split() == Split.TRAIN)
                        .forEach(image -> keepFirst(
                                byClass.computeIfAbsent(image.label(), label -> new TreeMap<>()),
                                image.id(),
                                picture(image)));
            }
        });
        return byClassOrder(byClass);
    }

    /**
     * Takes note of images that were made; one that is delivered twice counts once.
     *
     * @param claimChecks gives the images of batches that only refer to them
     */
    void add(SyntheticBatch batch, ClaimChecks claimChecks) {
        for (LabelledImage image : claimChecks.images(batch)) {
            Provenance provenance = image.provenance();
            if (provenance != null) {
                keepFirst(
                        byRequest
                                .computeIfAbsent(batch.requestId(), request -> new HashMap<>())
                                .computeIfAbsent(image.label(), label -> new TreeMap<>()),
                        provenance.index(),
                        picture(image));
            }
        }
    }

    /** What a request was answered with, by class. */
    Map<String, List<RasterImage>> generated(String requestId) {
        return byClassOrder(byRequest.getOrDefault(requestId, Map.of()));
    }

    private <K> Map<String, List<RasterImage>> byClassOrder(Map<String, NavigableMap<K, RasterImage>> byClass) {
        Map<String, List<RasterImage>> ordered = new LinkedHashMap<>();
        for (String label : dataset.classes()) {
            NavigableMap<K, RasterImage> images = byClass.get(label);
            ordered.put(label, images == null ? List.of() : List.copyOf(images.values()));
        }
        return ordered;
    }

    private static <K> void keepFirst(NavigableMap<K, RasterImage> images, K key, RasterImage image) {
        images.put(key, image);
        if (images.size() > PER_CLASS) {
            images.pollLastEntry();
        }
    }

    private static RasterImage picture(LabelledImage image) {
        return new RasterImage(
                image.channels(), image.height(), image.width(), image.pixels().toArray());
    }
}
