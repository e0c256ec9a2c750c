package io.augmenta.scoring.comparison;

import io.augmenta.scoring.pixels.ImageSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Intensities of two sets of images, all together and class by class.
 *
 * @param overall all images
 * @param perClass the images of each class, in the order of the classes; without classes that one of the sets lacks
 */
public record IntensityComparison(IntensityTest overall, Map<String, IntensityTest> perClass) {

    /** Copies the map. */
    public IntensityComparison {
        perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
    }

    /**
     * Compares two sets of images, which may differ in size.
     *
     * @param classes names of the classes; a label is an index into this list
     * @param first at least one image
     * @param firstLabels the class of each image of the first set
     * @param second at least one image
     * @param secondLabels the class of each image of the second set
     * @throws IllegalArgumentException when a set has no image, or not as many labels as images
     */
    public static IntensityComparison of(
            List<String> classes,
            ImageSet first,
            List<Integer> firstLabels,
            ImageSet second,
            List<Integer> secondLabels) {
        Map<String, IntensityTest> perClass = new LinkedHashMap<>();
        for (int label = 0; label < classes.size(); label++) {
            ImageSet firstOfClass = ofClass(first, firstLabels, label);
            ImageSet secondOfClass = ofClass(second, secondLabels, label);
            if (firstOfClass.count() > 0 && secondOfClass.count() > 0) {
                perClass.put(classes.get(label), IntensityTest.of(firstOfClass, secondOfClass));
            }
        }
        return new IntensityComparison(IntensityTest.of(first, second), perClass);
    }

    private static ImageSet ofClass(ImageSet images, List<Integer> labels, int label) {
        if (labels.size() != images.count()) {
            throw new IllegalArgumentException("Expected a label for each image, got " + images.count() + " images and "
                    + labels.size() + " labels");
        }
        return images.chosen(IntStream.range(0, labels.size())
                .filter(i -> labels.get(i) == label)
                .toArray());
    }
}
