package io.augmenta.ingest.split;

import io.augmenta.ingest.reading.StoredImage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Images that go to one split together.
 *
 * @param lot its place in the order of drawing
 * @param id lowest id among its images
 * @param positions of its images
 * @param perClass how many images of each class it has
 */
record Unit(long lot, String id, List<Integer> positions, Map<String, Long> perClass) {
    static Unit of(List<Integer> positions, List<StoredImage> images, Lots lots) {
        String id = positions.stream()
                .map(position -> images.get(position).id())
                .min(String::compareTo)
                .orElseThrow();
        Map<String, Long> perClass = positions.stream()
                .collect(Collectors.groupingBy(position -> images.get(position).label(), Collectors.counting()));
        return new Unit(lots.of(id), id, List.copyOf(positions), Map.copyOf(perClass));
    }

    int size() {
        return positions.size();
    }
}
