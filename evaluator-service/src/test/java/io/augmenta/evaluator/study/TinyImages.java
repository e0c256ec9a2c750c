package io.augmenta.evaluator.study;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images of a single grey value, with which every figure can be worked out by hand. */
public final class TinyImages {
    /** The search for copies moves images by 3 pixels, and something has to be left. */
    private static final int SIDE_PIXELS = 7;

    private TinyImages() {}

    public static StudyImage image(int number, int label, String leakGroup, int intensity) {
        byte[] pixels = new byte[SIDE_PIXELS * SIDE_PIXELS];
        Arrays.fill(pixels, (byte) intensity);
        return new StudyImage(String.format("%064x", number), label, leakGroup, Bytes.wrap(pixels));
    }

    /** An image whose leak group is its own. */
    public static StudyImage image(int number, int label, int intensity) {
        return image(number, label, "group-" + number, intensity);
    }

    public static StudyImages study(
            List<String> classes, List<StudyImage> train, List<StudyImage> test, List<StudyImage> generated) {
        return new StudyImages(
                classes,
                1,
                SIDE_PIXELS,
                SIDE_PIXELS,
                Map.of(Split.TRAIN, train, Split.TEST, test),
                generated,
                Withheld.UNGUARDED);
    }
}
