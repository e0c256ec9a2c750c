package io.augmenta.evaluator.study;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.Split;
import java.util.List;
import java.util.Map;

/** Images of a single pixel, with which every figure can be worked out by hand. */
public final class TinyImages {
    private TinyImages() {}

    public static StudyImage image(int number, int label, String leakGroup, int intensity) {
        return new StudyImage(
                String.format("%064x", number), label, leakGroup, Bytes.wrap(new byte[] {(byte) intensity}));
    }

    /** An image whose leak group is its own. */
    public static StudyImage image(int number, int label, int intensity) {
        return image(number, label, "group-" + number, intensity);
    }

    public static StudyImages study(
            List<String> classes, List<StudyImage> train, List<StudyImage> test, List<StudyImage> generated) {
        return new StudyImages(classes, 1, 1, 1, Map.of(Split.TRAIN, train, Split.TEST, test), generated);
    }
}
