package io.augmenta.evaluator.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Intensities of two sets of images, all together and class by class.
 *
 * @param overall all images
 * @param perClass the images of each class, in the order of the classes; without classes that one of the sets lacks
 */
public record IntensityComparison(IntensityTest overall, Map<String, IntensityTest> perClass) {

    /**
     * Compares two sets of images.
     *
     * @param classes names of the classes
     * @param first at least one image
     * @param second at least one image
     */
    public static IntensityComparison of(List<String> classes, List<StudyImage> first, List<StudyImage> second) {
        Map<String, IntensityTest> perClass = new LinkedHashMap<>();
        for (int label = 0; label < classes.size(); label++) {
            List<StudyImage> firstOfClass = ofClass(first, label);
            List<StudyImage> secondOfClass = ofClass(second, label);
            if (!firstOfClass.isEmpty() && !secondOfClass.isEmpty()) {
                perClass.put(classes.get(label), IntensityTest.of(firstOfClass, secondOfClass));
            }
        }
        return new IntensityComparison(IntensityTest.of(first, second), perClass);
    }

    private static List<StudyImage> ofClass(List<StudyImage> images, int label) {
        return images.stream().filter(image -> image.label() == label).toList();
    }
}
