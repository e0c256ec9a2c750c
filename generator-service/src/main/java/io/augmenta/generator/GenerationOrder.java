package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that has been found possible: so many images per class, from one checkpoint and one seed. The images have a
 * fixed order: by class as the checkpoint lists them, then by index.
 */
public final class GenerationOrder {
    private final CheckpointPublished checkpoint;
    private final List<Integer> countPerClass;
    private final int images;
    private final long seed;

    private GenerationOrder(CheckpointPublished checkpoint, List<Integer> countPerClass, int images, long seed) {
        this.checkpoint = checkpoint;
        this.countPerClass = countPerClass;
        this.images = images;
        this.seed = seed;
    }

    /**
     * Checks what is asked for against what is possible.
     *
     * @param checkpoint what makes the images
     * @param counts images by class
     * @param seed what latents are drawn from
     * @param maxImages the most images in all
     * @throws UnknownClassException if the checkpoint lacks one of the classes
     * @throws InvalidCountException if a count is negative, or the sum is not 1 to {@code maxImages}
     */
    public static GenerationOrder of(
            CheckpointPublished checkpoint, Map<String, Integer> counts, long seed, int maxImages)
            throws UnknownClassException, InvalidCountException {
        requireKnownClasses(checkpoint, counts);
        long images = 0;
        List<Integer> countPerClass = new ArrayList<>();
        for (String label : checkpoint.classes()) {
            int count = counts.getOrDefault(label, 0);
            if (count < 0) {
                throw new InvalidCountException(count + " images of class \"" + label + "\"", maxImages);
            }
            countPerClass.add(count);
            images += count;
        }
        if (images < 1 || images > maxImages) {
            throw new InvalidCountException(images + " images", maxImages);
        }
        return new GenerationOrder(checkpoint, List.copyOf(countPerClass), (int) images, seed);
    }

    private static void requireKnownClasses(CheckpointPublished checkpoint, Map<String, Integer> counts)
            throws UnknownClassException {
        for (String label : counts.keySet()) {
            if (!checkpoint.classes().contains(label)) {
                throw new UnknownClassException(label, checkpoint.checkpointId(), checkpoint.classes());
            }
        }
    }

    /** What makes the images. */
    public CheckpointPublished checkpoint() {
        return checkpoint;
    }

    /** What latents are drawn from. */
    public long seed() {
        return seed;
    }

    /** How many images there are in all, at least 1. */
    public int images() {
        return images;
    }

    /** Images by class, in the order of the checkpoint's classes, without classes of which none are asked for. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < countPerClass.size(); i++) {
            if (countPerClass.get(i) > 0) {
                counts.put(checkpoint.classes().get(i), countPerClass.get(i));
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The classes of the images from one position of the order up to another, which is left out.
     *
     * @return indexes into the checkpoint's classes
     */
    public List<Integer> classIndexes(int from, int toExclusive) {
        List<Integer> classIndexes = new ArrayList<>(toExclusive - from);
        int firstOfClass = 0;
        for (int classIndex = 0; classIndex < countPerClass.size(); classIndex++) {
            int endOfClass = firstOfClass + countPerClass.get(classIndex);
            for (int at = Math.max(from, firstOfClass); at < Math.min(toExclusive, endOfClass); at++) {
                classIndexes.add(classIndex);
            }
            firstOfClass = endOfClass;
        }
        return classIndexes;
    }
}
