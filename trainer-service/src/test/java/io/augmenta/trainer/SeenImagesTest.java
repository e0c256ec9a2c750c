package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.training.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenImagesTest {
    private static final int SIDE = 32;
    private static final PhantomSet PHANTOMS = new PhantomSet(5, 60, SIDE);

    @Test
    void aCopyIsNearerToATrainingImageThanTheHeldOutTestImages() {
        List<byte[]> trained = phantoms(0, 40);
        List<byte[]> test = phantoms(40, 60);

        TrainingFingerprints seen = SeenImages.fingerprints(data(trained, Map.of("test", source(test))));

        // of so few held-out images the nearest one is the threshold, mirrored or not
        int nearest = test.stream()
                .mapToInt(image -> Math.min(distance(image, trained), distance(mirrored(image), trained)))
                .min()
                .orElseThrow();
        assertEquals(nearest, seen.copyBelow());
        assertTrue(nearest > Fingerprint.SAME_PICTURE_DISTANCE, nearest + " bits");
    }

    @Test
    void testImagesComeBeforeValidationImagesWhichAreBetterThanNone() {
        List<byte[]> trained = phantoms(0, 40);
        ImageSource test = source(phantoms(40, 50));
        ImageSource validation = source(phantoms(50, 60));
        int byTest =
                SeenImages.fingerprints(data(trained, Map.of("test", test))).copyBelow();
        int byValidation = SeenImages.fingerprints(data(trained, Map.of("validation", validation)))
                .copyBelow();

        assertEquals(
                byTest,
                SeenImages.fingerprints(data(trained, Map.of("validation", validation, "test", test)))
                        .copyBelow());
        assertTrue(byTest != byValidation, "the test would see nothing where both are " + byTest);
    }

    @Test
    void theSamePictureIsACopyWhateverTheHeldOutImagesAre() {
        List<byte[]> trained = phantoms(0, 40);
        int same = Fingerprint.SAME_PICTURE_DISTANCE + 1;

        assertEquals(same, SeenImages.fingerprints(data(trained, Map.of())).copyBelow());
        // held-out images that were trained on would say that nothing is a copy
        assertEquals(
                same,
                SeenImages.fingerprints(data(trained, Map.of("test", source(trained))))
                        .copyBelow());
    }

    private static TrainingData data(List<byte[]> trained, Map<String, ImageSource> heldOut) {
        return new TrainingData(source(trained), heldOut, Optional.empty());
    }

    private static ImageSource source(List<byte[]> images) {
        return InMemoryImages.of(List.of("any"), 1, SIDE, SIDE, images, new int[images.size()]);
    }

    private static List<byte[]> phantoms(int from, int to) {
        List<byte[]> images = new ArrayList<>();
        for (int i = from; i < to; i++) {
            images.add(PHANTOMS.image(LesionKind.GLIOMA, i).pixels());
        }
        return images;
    }

    private static int distance(byte[] image, List<byte[]> others) {
        Fingerprint fingerprint = Fingerprint.of(RasterImage.grey(SIDE, SIDE, image));
        return others.stream()
                .mapToInt(other -> fingerprint.distance(Fingerprint.of(RasterImage.grey(SIDE, SIDE, other))))
                .min()
                .orElseThrow();
    }

    private static byte[] mirrored(byte[] image) {
        byte[] mirrored = Arrays.copyOf(image, image.length);
        for (int i = 0; i < image.length; i++) {
            mirrored[i] = image[i - i % SIDE + SIDE - 1 - i % SIDE];
        }
        return mirrored;
    }
}
