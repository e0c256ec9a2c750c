package io.augmenta.scoring.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.ImpossibleFeaturesException;
import io.augmenta.scoring.features.TestFeatures;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FidelityTest {
    private static final Workers ONE = Workers.one();
    private static final Workers TWO = new Workers(2);
    private static final double RELATIVE = 1e-6;

    @Test
    void figuresAreThoseOfNumPyAndSciPy() throws IOException {
        List<String[]> rows = GoldenFile.rows("fidelity-golden.csv");
        assertEquals(7, rows.size());
        for (String[] row : rows) {
            FeatureMatrix first = first(row);
            FeatureMatrix second = second(row);
            String which = "case " + row[0];

            assertClose(row[8], FrechetDistance.of(first, second, TWO).value(), which);
            assertClose(row[9], kernelOfEqualSizes(first, second), which);
            ManifoldFigures manifold = ManifoldFigures.of(first, second, Integer.parseInt(row[7]), TWO);
            assertEquals(Double.parseDouble(row[10]), manifold.precision(), 1e-12, which);
            assertEquals(Double.parseDouble(row[11]), manifold.recall(), 1e-12, which);
            assertEquals(Double.parseDouble(row[12]), manifold.density(), 1e-12, which);
            assertEquals(Double.parseDouble(row[13]), manifold.coverage(), 1e-12, which);
        }
    }

    @Test
    void distancesOfDiagonalGaussiansComeNearThoseOfTheirParameters() {
        // |2 - 0|² in each of 6 columns, and a spread of 3 against 1: (3 - 1)² in each
        FeatureMatrix narrow = TestFeatures.normal(1, 40_000, 6);
        FeatureMatrix wide = scaled(TestFeatures.normal(2, 40_000, 6), 3, 2);

        assertEquals(6 * 4 + 6 * 4, FrechetDistance.of(narrow, wide, TWO).value(), 0.5);
    }

    @Test
    void distanceOfAnAlikeSetIsZeroWithFewerImagesThanFeaturesToo() {
        FeatureMatrix features = TestFeatures.golden(9, 20, 128, 1, 0, 128);

        FrechetDistance same = FrechetDistance.of(features, features, TWO);

        assertEquals(0, same.value(), 1e-9);
        assertEquals(List.of(20, 20, 128), List.of(same.first(), same.second(), same.width()));
    }

    @Test
    void momentsOfManyImagesAreThoseReadInOnePiece() {
        FeatureMatrix all = TestFeatures.golden(4, 20_000, 3, 1, 0, 3);
        FeatureMatrix other = TestFeatures.golden(5, 100, 3, 1.3, 0.1, 3);

        double distance = FrechetDistance.of(all, other, TWO).value();

        assertEquals(distanceOfThreeFeatures(all, other), distance, RELATIVE * distance);
    }

    @Test
    void kernelOfSubsetsIsTheSumOverTheirPairsWhicheverWayIsCheaper() {
        FeatureMatrix first = TestFeatures.golden(1, 1100, 10, 1, 0, 10);
        FeatureMatrix second = TestFeatures.golden(2, 700, 10, 1.2, 0.1, 10);
        SubsetPairs pairs = SubsetPairs.draw(7, 4, 60, first.count(), second.count());

        double[] together = KernelDiscrepancies.ofAll(first, second, pairs, TWO);
        double[] each = KernelDiscrepancies.ofEach(first, second, pairs, ONE);

        for (int i = 0; i < together.length; i++) {
            double expected = discrepancy(first, second, pairs.pairs().get(i));
            assertEquals(expected, together[i], 1e-9 * Math.abs(expected));
            assertEquals(expected, each[i], 1e-9 * Math.abs(expected));
        }
    }

    @Test
    void subsetsAreDrawnWithoutReplacementFromAllImages() {
        SubsetPairs pairs = SubsetPairs.draw(3, 200, 10, 30, 12);
        for (SubsetPairs.Pair pair : pairs.pairs()) {
            assertEquals(10, Arrays.stream(pair.first()).distinct().count());
            assertEquals(10, Arrays.stream(pair.second()).distinct().count());
        }
        long[] drawn = new long[30];
        pairs.pairs().forEach(pair -> Arrays.stream(pair.first()).forEach(i -> drawn[i]++));
        // each of 200 · 10 draws hits an image with probability 1/30: 66.7 on average, deviation 6.7
        assertTrue(Arrays.stream(drawn).allMatch(count -> count > 35 && count < 100), Arrays.toString(drawn));
    }

    @Test
    void kernelDistanceTellsItsSubsetsAndTheirSpread() {
        FeatureMatrix first = TestFeatures.golden(1, 1500, 8, 1, 0, 8);
        FeatureMatrix second = TestFeatures.golden(2, 1200, 8, 1, 0, 8);

        KernelDistance distance = KernelDistance.of(first, second, 11, TWO);

        assertEquals(KernelDistance.SUBSETS, distance.subsets());
        assertEquals(1000, distance.subsetSize());
        assertTrue(distance.deviation() > 0);
        assertEquals(distance, KernelDistance.of(first, second, 11, ONE));
        assertTrue(distance.mean() != KernelDistance.of(first, second, 12, ONE).mean());
    }

    @Test
    void figuresOfNormalFeaturesAreThosePublished() {
        // M. F. Naeem et al. give P = 0.477, R = 0.470, D = 1.056, C = 0.974 for one draw of 10,000 images of N(0, I)
        // in 1,000
        // dimensions. By brute force in NumPy eight draws gave P 0.456 to 0.497, R 0.459 to 0.493, D 0.91 to 1.08 and
        // C 0.956 to 0.975; the expectations of the last two are 1 and 1 - 2^-5.
        FeatureMatrix real = TestFeatures.normal(1, 10_000, 1_000);
        FeatureMatrix generated = TestFeatures.normal(2, 10_000, 1_000);

        ManifoldFigures figures = ManifoldFigures.of(real, generated, ManifoldFigures.K, TWO);

        assertEquals(0.477, figures.precision(), 0.03, figures.toString());
        assertEquals(0.470, figures.recall(), 0.03, figures.toString());
        assertEquals(1, figures.density(), 0.1, figures.toString());
        assertEquals(1 - 1 / 32.0, figures.coverage(), 0.015, figures.toString());
    }

    @Test
    void copiesOfRealImagesAreInsideEvenWhereAllBallsHaveShrunkToPoints() {
        FeatureMatrix constant = TestFeatures.constant(30, 5e3f, 1e-3f);

        ManifoldFigures figures = ManifoldFigures.of(constant, constant, 5, TWO);

        assertEquals(new ManifoldFigures(1, 1, 30 / 5.0, 1, 30, 30, 2, 5), figures);
    }

    @Test
    void aGeneratorThatOnlyRepeatsOneRealImageIsPreciseAndCoversLittle() {
        FeatureMatrix real = TestFeatures.normal(1, 400, 20);
        FeatureMatrix repeated = real.rows(new int[200]);

        ManifoldFigures figures = ManifoldFigures.of(real, repeated, 5, TWO);

        assertEquals(1, figures.precision());
        assertEquals(1 / 400.0, figures.recall());
        assertTrue(figures.coverage() < 0.1, figures.toString());
    }

    @Test
    void constantFeaturesHaveDefinedDistances() {
        FeatureMatrix zeros = TestFeatures.constant(10, 0, 0);
        FeatureMatrix threes = TestFeatures.constant(10, 3, 4);

        assertEquals(25, FrechetDistance.of(zeros, threes, ONE).value(), 1e-12);
        assertEquals(0, FrechetDistance.of(threes, threes, ONE).value(), 1e-12);
        // (25 / 2 + 1)³ + 1³ - 2 · 1³
        assertEquals(
                13.5 * 13.5 * 13.5 - 1, KernelDistance.of(zeros, threes, 1, ONE).mean(), 1e-9);
    }

    @Test
    void tooFewImagesAndOtherFeaturesAreRefused() {
        FeatureMatrix one = TestFeatures.normal(1, 1, 3);
        FeatureMatrix few = TestFeatures.normal(1, 5, 3);
        FeatureMatrix wider = TestFeatures.normal(1, 9, 4);

        assertThrows(TooFewSamplesException.class, () -> FrechetDistance.of(one, few, ONE));
        assertThrows(TooFewSamplesException.class, () -> KernelDistance.of(few, one, 1, ONE));
        assertThrows(TooFewSamplesException.class, () -> KernelDistance.of(few, few, 10, 6, 1, ONE));
        TooFewSamplesException balls =
                assertThrows(TooFewSamplesException.class, () -> ManifoldFigures.of(few, few, 5, ONE));
        assertEquals(6, balls.needed());
        assertThrows(ImpossibleFeaturesException.class, () -> FrechetDistance.of(few, wider, ONE));
        assertThrows(ImpossibleFeaturesException.class, () -> KernelDistance.of(few, wider, 1, ONE));
        assertThrows(ImpossibleFeaturesException.class, () -> ManifoldFigures.of(few, wider, 2, ONE));
    }

    private static double kernelOfEqualSizes(FeatureMatrix first, FeatureMatrix second) {
        int size = Math.min(first.count(), second.count());
        int[] beginning = IntStream.range(0, size).toArray();
        return KernelDistance.of(first.rows(beginning), second.rows(beginning), 1, size, 1, TWO)
                .mean();
    }

    private static void assertClose(String expected, double actual, String which) {
        double value = Double.parseDouble(expected);
        assertEquals(value, actual, RELATIVE * Math.abs(value), which);
    }

    private static FeatureMatrix first(String[] row) {
        return TestFeatures.golden(
                2 * Long.parseLong(row[0]),
                Integer.parseInt(row[1]),
                Integer.parseInt(row[3]),
                1,
                0,
                Integer.parseInt(row[6]));
    }

    private static FeatureMatrix second(String[] row) {
        return TestFeatures.golden(
                2 * Long.parseLong(row[0]) + 1,
                Integer.parseInt(row[2]),
                Integer.parseInt(row[3]),
                Double.parseDouble(row[4]),
                Double.parseDouble(row[5]),
                Integer.parseInt(row[6]));
    }

    private static FeatureMatrix scaled(FeatureMatrix features, float factor, float shift) {
        float[] values = new float[features.count() * features.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) TestFeatures.row(features, i / features.width())[i % features.width()] * factor + shift;
        }
        return FeatureMatrix.owning(features.count(), features.width(), values);
    }

    /** By the definition: all pairs of a subset but those of an image with itself. */
    private static double discrepancy(FeatureMatrix first, FeatureMatrix second, SubsetPairs.Pair pair) {
        int size = pair.first().length;
        double within = 0;
        double between = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    within += kernel(first, pair.first()[i], first, pair.first()[j]);
                    within += kernel(second, pair.second()[i], second, pair.second()[j]);
                }
                between += kernel(first, pair.first()[i], second, pair.second()[j]);
            }
        }
        return within / (size * (size - 1.0)) - 2 * between / ((double) size * size);
    }

    private static double kernel(FeatureMatrix first, int i, FeatureMatrix second, int j) {
        double[] a = TestFeatures.row(first, i);
        double[] b = TestFeatures.row(second, j);
        double product =
                IntStream.range(0, a.length).mapToDouble(c -> a[c] * b[c]).sum();
        return Math.pow(product / a.length + 1, 3);
    }

    /**
     * With covariances A and B of three features, (tr (AB)^½) is the sum of the roots of the eigenvalues of AB, which are
     * the roots of its characteristic polynomial; here found by Newton's identities and Viète's formula.
     */
    private static double distanceOfThreeFeatures(FeatureMatrix first, FeatureMatrix second) {
        double[][] a = covariance(first);
        double[][] b = covariance(second);
        double[] roots = eigenvalues(product(a, b));
        double[] means = IntStream.range(0, 3)
                .mapToDouble(c -> first.mean()[c] - second.mean()[c])
                .toArray();
        double distance = 0;
        for (int i = 0; i < 3; i++) {
            distance += means[i] * means[i] + a[i][i] + b[i][i] - 2 * Math.sqrt(roots[i]);
        }
        return distance;
    }

    private static double[][] covariance(FeatureMatrix features) {
        double[] mean = features.mean();
        double[][] covariance = new double[3][3];
        for (int row = 0; row < features.count(); row++) {
            double[] values = TestFeatures.row(features, row);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    covariance[i][j] += (values[i] - mean[i]) * (values[j] - mean[j]) / (features.count() - 1);
                }
            }
        }
        return covariance;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[] eigenvalues(double[][] m) {
        double trace = m[0][0] + m[1][1] + m[2][2];
        double[][] square = product(m, m);
        double minors = (trace * trace - square[0][0] - square[1][1] - square[2][2]) / 2;
        double determinant = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        double p = trace * trace / 3 - minors;
        double q = 2 * trace * trace * trace / 27 - trace * minors / 3 + determinant;
        double angle = Math.acos(Math.max(-1, Math.min(1, q / 2 / Math.pow(p / 3, 1.5))));
        return IntStream.range(0, 3)
                .mapToDouble(k -> trace / 3 + 2 * Math.sqrt(p / 3) * Math.cos((angle - 2 * Math.PI * k) / 3))
                .toArray();
    }
}
