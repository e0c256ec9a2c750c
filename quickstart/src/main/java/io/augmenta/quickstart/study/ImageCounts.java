package io.augmenta.quickstart.study;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many synthetic images are made of each class that the real training split has images of. */
public sealed interface ImageCounts {

    /**
     * The images of each class.
     *
     * @throws TooFewImagesException if a class would have none
     */
    Map<String, Integer> of(DatasetVersion dataset) throws TooFewImagesException;

    /** As many of each class as there are real training images. */
    record LikeTraining() implements ImageCounts {
        @Override
        public Map<String, Integer> of(DatasetVersion dataset) {
            return GenerationStage.likeTraining(dataset);
        }
    }

    /**
     * As many of each class.
     *
     * @param images at least 1
     */
    record PerClass(int images) implements ImageCounts {
        @Override
        public Map<String, Integer> of(DatasetVersion dataset) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            dataset.imagesByClass(Split.TRAIN).keySet().forEach(label -> counts.put(label, images));
            return counts;
        }
    }

    /**
     * So many in all, in the proportions of the real training images: each class gets the whole part of its share, and
     * what is left goes to the largest remainders.
     *
     * @param images at least 1
     */
    record InAll(int images) implements ImageCounts {
        @Override
        public Map<String, Integer> of(DatasetVersion dataset) throws TooFewImagesException {
            Map<String, Long> real = dataset.imagesByClass(Split.TRAIN);
            long all = dataset.images(Split.TRAIN);
            Map<String, Integer> counts = new LinkedHashMap<>();
            real.forEach((label, count) -> counts.put(label, Math.toIntExact(images * count / all)));
            int left = images
                    - counts.values().stream().mapToInt(Integer::intValue).sum();
            List<String> byRemainder = real.entrySet().stream()
                    .sorted(Comparator.comparingLong(
                                    (Map.Entry<String, Long> entry) -> -(images * entry.getValue() % all))
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .toList();
            byRemainder.stream().limit(left).forEach(label -> counts.merge(label, 1, Integer::sum));
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                if (entry.getValue() == 0) {
                    throw new TooFewImagesException(images + " images in all, shared like the " + all
                            + " real training images, leave none for class " + entry.getKey());
                }
            }
            return counts;
        }
    }
}
