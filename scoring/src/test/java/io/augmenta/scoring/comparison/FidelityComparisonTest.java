package io.augmenta.scoring.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FidelityComparisonTest {

    private static final int SIZE = 16;
    private static final int WIDTH = 8;
    private static final List<String> CLASSES = List.of("round", "square");
    private static final Workers WORKERS = new Workers(2);
    private static final ComparisonListener SILENT = ComparisonListener.silent();

    /** Smooth random pictures; class and shift move the features' mean. */
    private static ImageSample drawn(int count, double shift, long seed) {
        Random random = new Random(seed);
        List<byte[]> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES.size();
            float[] row = new float[WIDTH];
            for (int f = 0; f < WIDTH; f++) {
                row[f] = (float) (random.nextGaussian() + shift + 3 * label);
            }
            pixels.add(picture(random));
            labels.add(label);
            features.add(row);
        }
        return new ImageSample(new ImageSet(1, SIZE, SIZE, pixels), labels, FeatureMatrix.of(features));
    }

    private static byte[] picture(Random random) {
        double[] waves = random.doubles(6, 0, 2 * Math.PI).toArray();
        byte[] picture = new byte[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double value = Math.sin(waves[0] + x * waves[1] / 6)
                        + Math.sin(waves[2] + y * waves[3] / 6)
                        + Math.sin(waves[4] + (x + y) * waves[5] / 6);
                picture[y * SIZE + x] = (byte) (127 + 40 * value);
            }
        }
        return picture;
    }

    @Test
    void bothSidesOfTheFloorHaveAsManyImages() {
        FidelityComparison fidelity =
                FidelityComparison.of(CLASSES, drawn(101, 0, 1), drawn(30, 0, 2), 7, WORKERS, SILENT);

        assertEquals(50, fidelity.overall().generated().frechet().first());
        assertEquals(50, fidelity.overall().floor().frechet().first());
        assertEquals(30, fidelity.overall().generated().frechet().second());
        assertEquals(30, fidelity.overall().floor().frechet().second());
        assertEquals(30, fidelity.overall().generated().kernel().second());
        assertEquals(
                15, fidelity.perClass().get("square").similarity().generated().images());
        assertEquals(15, fidelity.perClass().get("square").similarity().floor().images());
    }

    @Test
    void generatedImagesLikeRealOnesReachTheFloorAndOthersDoNot() {
        ImageSample real = drawn(600, 0, 1);
        FidelityFigures floor = FidelityComparison.of(CLASSES, real, drawn(300, 0, 2), 7, WORKERS, SILENT)
                .overall()
                .floor();
        FidelityFigures alike = FidelityComparison.of(CLASSES, real, drawn(300, 0, 2), 7, WORKERS, SILENT)
                .overall()
                .generated();
        FidelityFigures far = FidelityComparison.of(CLASSES, real, drawn(300, 2, 2), 7, WORKERS, SILENT)
                .overall()
                .generated();

        assertEquals(floor.frechet().value(), alike.frechet().value(), 0.5);
        assertEquals(floor.manifold().coverage(), alike.manifold().coverage(), 0.05);
        // the means are 2 apart in each of 8 directions, and nothing else differs
        assertEquals(4.0 * WIDTH, far.frechet().value(), 2);
        assertTrue(far.manifold().coverage() < 0.8 * floor.manifold().coverage(), far.toString());
        assertTrue(far.kernel().mean() > 10 * Math.abs(floor.kernel().mean()), far + " " + floor);
    }

    @Test
    void sameSeedGivesSameFigures() {
        ImageSample real = drawn(80, 0, 1);
        ImageSample generated = drawn(70, 0, 2);

        assertEquals(
                FidelityComparison.of(CLASSES, real, generated, 7, WORKERS, SILENT),
                FidelityComparison.of(CLASSES, real, generated, 7, Workers.one(), SILENT));
    }

    @Test
    void aClassWithTooFewImagesIsLeftOutAndSaysSo() {
        ImageSample generated = drawn(60, 0, 2);
        FidelityComparison fidelity =
                FidelityComparison.of(CLASSES, drawn(60, 0, 1), generated.ofClass(0), 7, WORKERS, SILENT);

        assertEquals(List.of("round"), List.copyOf(fidelity.perClass().keySet()));
        assertEquals(
                List.of("Class square has 30 real and 0 generated images; 12 and 6 are needed."), fidelity.leftOut());
    }

    @Test
    void tooFewImagesAreRefusedWithTheNumberThatIsNeeded() {
        TooFewSamplesException refused = assertThrows(
                TooFewSamplesException.class,
                () -> FidelityComparison.of(CLASSES, drawn(11, 0, 1), drawn(60, 0, 2), 7, WORKERS, SILENT));

        assertEquals(12, refused.needed());
        assertEquals(11, refused.actual());
    }

    @Test
    void aSampleNeedsALabelAndARowForEachImage() {
        ImageSample two = drawn(2, 0, 1);

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new ImageSample(two.images(), List.of(0), two.features()));
        assertEquals(
                "Expected a label and a row of features for each image, got 2 images, 1 labels and 2 rows",
                refused.getMessage());
    }
}
