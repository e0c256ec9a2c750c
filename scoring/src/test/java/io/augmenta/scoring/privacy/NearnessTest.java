package io.augmenta.scoring.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TestFeatures;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearnessTest {
    private static final Workers TWO = new Workers(2);

    @Test
    void pixelDistanceIsTheRootMeanSquareOfReducedGreyLevels() {
        // 8 × 8 pixels compared at 4 × 4: each square of four pixels differs by 4 on average, half of them by -4
        byte[] grey = filled(64, 100);
        byte[] other = grey.clone();
        for (int at = 0; at < 64; at += 2) {
            other[at] = (byte) (at / 8 / 2 % 2 == 0 ? 108 : 92);
        }

        Match match = new PixelSearch(false, 0, 4)
                .nearest(new ImageSet(1, 8, 8, List.of(grey)), new ImageSet(1, 8, 8, List.of(other)), TWO)
                .get(0);

        assertEquals(4, match.distance(), 1e-12);
    }

    @Test
    void nearestImageIsThatOfTryingAllWaysPixelByPixel() {
        ImageSet queries = noise(1, 5);
        ImageSet references = noise(2, 600);

        List<Match> found = new PixelSearch(true, 1, 100).nearest(queries, references, TWO);

        for (Match match : found) {
            Match expected = byTrying(queries, match.query(), references);
            assertEquals(expected.reference(), match.reference());
            assertEquals(expected.variation(), match.variation());
            assertEquals(expected.distance(), match.distance(), 1e-9);
        }
    }

    @Test
    void fingerprintsAreComparedByTheBitsThatDiffer() {
        List<long[]> references = List.of(new long[] {0, 0}, new long[] {-1, 0}, new long[] {7, -1});
        List<long[]> queries = List.of(new long[] {3, -1}, new long[] {-1, 1});
        List<long[]> mirrored = List.of(new long[] {0, 0}, new long[] {1, 1});

        assertEquals(
                List.of(new Match(0, 2, 1, Variation.NONE), new Match(1, 1, 1, Variation.NONE)),
                FingerprintSearch.nearest(queries, references, TWO));
        assertEquals(
                List.of(new Match(0, 0, 0, Variation.MIRRORED), new Match(1, 1, 1, Variation.NONE)),
                FingerprintSearch.nearest(queries, mirrored, references, TWO));
        assertThrows(
                IllegalArgumentException.class, () -> FingerprintSearch.nearest(queries, List.of(new long[1]), TWO));
    }

    @Test
    void featuresOfMirrorImagesCountWhereTheyAreNearer() {
        FeatureMatrix references = TestFeatures.constant(1, 0, 0);
        FeatureMatrix queries = FeatureMatrix.of(List.of(new float[] {3, 4}, new float[] {0, 1}));
        FeatureMatrix mirrored = FeatureMatrix.of(List.of(new float[] {0, 2}, new float[] {5, 0}));

        assertEquals(
                List.of(new Match(0, 0, 2, Variation.MIRRORED), new Match(1, 0, 1, Variation.NONE)),
                FeatureSearch.nearest(queries, mirrored, references, TWO));
    }

    @Test
    void thresholdIsTheDistanceThatTheGivenShareOfHeldOutImagesLieBelow() {
        List<Match> heldOut =
                matches(IntStream.rangeClosed(1, 200).mapToDouble(i -> i).toArray());
        List<Match> generated = matches(0.5, 1, 2, 2.5, 3, 50, 60, 70, 80, 90);

        CopyRate rate = CopyRate.of(generated, heldOut, 0.01);

        // ⌊0.01 · 200⌋ + 1 = third smallest; 0.5, 1, 2 and 2.5 lie below it
        assertEquals(3, rate.threshold());
        assertEquals(4, rate.suspected());
        assertEquals(0.4, rate.share());
        assertEquals(3 / 201.0, rate.expectedShare());
        assertEquals((0.4 - 3 / 201.0) / (1 - 3 / 201.0), rate.rate(), 1e-15);
        assertFalse(rate.blind());
    }

    @Test
    void imagesThatWereTakenAwayBeforeCountAsCopies() {
        List<Match> heldOut =
                matches(IntStream.rangeClosed(1, 200).mapToDouble(i -> i).toArray());
        CopyRate left = CopyRate.of(matches(2, 50, 60, 70, 80, 90, 91), heldOut, 0.01);

        CopyRate all = left.withWithheld(7, 3);

        // 1 of 7, and 3 of 10 that were taken away
        assertEquals(3, all.threshold());
        assertEquals(4, all.suspected());
        assertEquals(0.4, all.share());
        assertEquals((0.4 - 3 / 201.0) / (1 - 3 / 201.0), all.rate(), 1e-15);
        assertEquals(left, left.withWithheld(7, 0));
        assertThrows(IllegalArgumentException.class, () -> left.withWithheld(0, 3));
        assertThrows(IllegalArgumentException.class, () -> left.withWithheld(7, -1));
    }

    @Test
    void chanceIsExpectedAsOftenAsItHappens() {
        Random random = new Random(1);
        double[] shares = new double[2_000];
        double expected = 0;
        for (int i = 0; i < shares.length; i++) {
            CopyRate rate = CopyRate.of(
                    matches(random.doubles(20).toArray()),
                    matches(random.doubles(30).toArray()),
                    0.1);
            shares[i] = rate.share();
            expected = rate.expectedShare();
        }
        // k / (n + 1) = 4 / 31; the mean of 2,000 shares has a deviation of about 0.002
        assertEquals(4 / 31.0, expected);
        assertEquals(
                expected,
                IntStream.range(0, shares.length)
                        .mapToDouble(i -> shares[i])
                        .average()
                        .orElseThrow(),
                0.01);
    }

    @Test
    void wholeNumbersAtTheThresholdAreNotBelowIt() {
        // the third smallest of 200 is 5, as are the second and the fourth; only the 3 lies below it
        double[] heldOut = IntStream.range(0, 200)
                .mapToDouble(i -> i == 0 ? 3 : Math.max(5, i))
                .toArray();

        CopyRate rate = CopyRate.of(matches(2, 4, 5, 5, 5, 9, 9, 9, 9, 9), matches(heldOut), 0.01);

        assertEquals(5, rate.threshold());
        assertEquals(2, rate.suspected());
        assertEquals(2 / 201.0, rate.expectedShare());
    }

    @Test
    void chanceIsExpectedAsOftenAsItHappensAmongWholeNumbersToo() {
        Random random = new Random(2);
        double shares = 0;
        double expected = 0;
        int repetitions = 2_000;
        for (int i = 0; i < repetitions; i++) {
            CopyRate rate = CopyRate.of(matches(bits(random, 20)), matches(bits(random, 30)), 0.1);
            shares += rate.share() / repetitions;
            expected += rate.expectedShare() / repetitions;
        }
        // without regard to ties 4 / 31 = 0.129 would be expected
        assertEquals(0.116, shares, 0.006);
        assertEquals(shares, expected, 0.006);
    }

    /** As many bits of 256 as differ between strangers, each with a probability of a quarter. */
    private static double[] bits(Random random, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> IntStream.range(0, 256)
                        .filter(bit -> random.nextInt(4) == 0)
                        .count())
                .toArray();
    }

    @Test
    void heldOutImagesThatAreInTheTrainingSetMakeTheThresholdBlind() {
        CopyRate rate = CopyRate.of(matches(0, 0, 0), matches(0, 5), 0.01);

        assertTrue(rate.blind());
        assertEquals(0, rate.suspected());
    }

    @Test
    void oneImageOnEachSideAndConstantImagesHaveDefinedFigures() {
        NearnessToTraining alike = NearnessToTraining.of(matches(0), matches(0), CopyRate.QUANTILE);

        assertEquals(0.5, alike.fromHeldOut().area());
        assertEquals(0, alike.closerThanAnyHeldOut());
        assertEquals(0, alike.copies().rate());
        assertEquals(new DistanceSpread(0, 0, 0, 0, 0, 1), alike.generated());
        assertEquals(1, alike.closest(3).size());
    }

    @Test
    void whatIsMissingIsNamed() {
        ImageSet none = new ImageSet(1, 8, 8, List.of());
        ImageSet one = new ImageSet(1, 8, 8, List.of(new byte[64]));
        ImageSet larger = new ImageSet(1, 8, 9, List.of(new byte[72]));

        assertThrows(TooFewSamplesException.class, () -> NearnessToTraining.of(List.of(), matches(1), 0.01));
        assertThrows(TooFewSamplesException.class, () -> NearnessToTraining.of(matches(1), List.of(), 0.01));
        assertThrows(TooFewSamplesException.class, () -> MembershipInference.of(matches(1), List.of()));
        assertThrows(TooFewSamplesException.class, () -> PixelSearch.exact().nearest(one, none, TWO));
        assertEquals(List.of(), PixelSearch.exact().nearest(none, one, TWO));
        assertThrows(IllegalArgumentException.class, () -> PixelSearch.exact().nearest(one, larger, TWO));
        assertThrows(IllegalArgumentException.class, () -> new PixelSearch(true, 4, 8).nearest(one, one, TWO));
        assertThrows(IllegalArgumentException.class, () -> CopyRate.of(matches(1), matches(1), 1));
    }

    private static List<Match> matches(double... distances) {
        return IntStream.range(0, distances.length)
                .mapToObj(i -> new Match(i, 0, distances[i], Variation.NONE))
                .toList();
    }

    private static byte[] filled(int length, int value) {
        byte[] pixels = new byte[length];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }

    private static ImageSet noise(long seed, int count) {
        Random random = new Random(seed);
        return new ImageSet(
                2,
                6,
                7,
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            byte[] pixels = new byte[2 * 6 * 7];
                            random.nextBytes(pixels);
                            return pixels;
                        })
                        .toList());
    }

    /** The moved query, read where it then is, against the reference: rows 1 to 4 and columns 1 to 5 of both channels. */
    private static Match byTrying(ImageSet queries, int query, ImageSet references) {
        Match best = new Match(query, -1, Double.POSITIVE_INFINITY, Variation.NONE);
        for (int reference = 0; reference < references.count(); reference++) {
            for (int down = -1; down <= 1; down++) {
                for (int right = -1; right <= 1; right++) {
                    for (boolean mirrored : new boolean[] {false, true}) {
                        Variation variation = new Variation(mirrored, right, down);
                        double distance = distance(
                                queries.images().get(query),
                                variation,
                                references.images().get(reference));
                        best = distance < best.distance() ? new Match(query, reference, distance, variation) : best;
                    }
                }
            }
        }
        return best;
    }

    private static double distance(byte[] query, Variation variation, byte[] reference) {
        double sum = 0;
        for (int channel = 0; channel < 2; channel++) {
            for (int row = 1; row < 5; row++) {
                for (int column = 1; column < 6; column++) {
                    int from = column - variation.right();
                    int source = variation.mirrored() ? 6 - from : from;
                    int q = query[channel * 42 + (row - variation.down()) * 7 + source] & 0xff;
                    int r = reference[channel * 42 + row * 7 + column] & 0xff;
                    sum += (q - r) * (q - r);
                }
            }
        }
        return Math.sqrt(sum / 40);
    }
}
