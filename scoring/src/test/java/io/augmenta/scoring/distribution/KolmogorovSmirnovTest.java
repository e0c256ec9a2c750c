package io.augmenta.scoring.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import io.augmenta.scoring.distribution.KolmogorovSmirnov.Method;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    private static final double RELATIVE = 1e-9;

    @Test
    void statisticAndProbabilityAreThoseOfSciPy() throws IOException {
        List<String[]> rows = GoldenFile.rows("ks-golden.csv");
        assertEquals(34, rows.size());
        for (int number = 0; number < rows.size(); number++) {
            String[] row = rows.get(number);
            int levels = Integer.parseInt(row[2]);
            double[] first = sample(2L * number + 1, Integer.parseInt(row[0]), levels, 0);
            double[] second = sample(2L * number + 2, Integer.parseInt(row[1]), levels, Double.parseDouble(row[3]));

            KolmogorovSmirnov test = KolmogorovSmirnov.of(first, second);

            assertEquals(Double.parseDouble(row[4]), test.statistic(), 1e-12, String.join(",", row));
            assertClose(Double.parseDouble(row[5]), test.pValue(), String.join(",", row));
            boolean small = Math.max(first.length, second.length) <= KolmogorovSmirnov.EXACT_UP_TO;
            assertEquals(small ? Method.EXACT : Method.ASYMPTOTIC, test.method());
        }
    }

    @Test
    void oneSampleDistributionIsThatOfSciPyInEveryRegion() throws IOException {
        List<String[]> rows = GoldenFile.rows("ks-one-sample-golden.csv");
        assertTrue(rows.size() > 150);
        for (String[] row : rows) {
            double probability =
                    OneSampleDistribution.probabilityOfAtLeast(Long.parseLong(row[0]), Double.parseDouble(row[1]));

            assertClose(Double.parseDouble(row[2]), probability, String.join(",", row));
        }
    }

    @Test
    void exactProbabilityIsTheShareOfAllOrdersThatAreAtLeastAsFarApart() {
        for (int n = 1; n <= 6; n++) {
            for (int m = 1; m <= 6; m++) {
                for (long distance = 0; distance <= (long) n * m; distance++) {
                    double expected = shareOfOrders(n, m, distance);

                    double actual = TwoSampleDistribution.probabilityOfAtLeast(n, m, reachable(n, m, distance));

                    assertEquals(expected, actual, 1e-14, n + " and " + m + " at " + distance);
                }
            }
        }
    }

    @Test
    void histogramGivesTheSameTestAsThePixelsThemselves() {
        for (int size : new int[] {10, 3_000, 30_000}) {
            byte[] first = pixels(1, size, 256);
            byte[] second = pixels(2, size + 7, 240);

            KolmogorovSmirnov ofPixels = KolmogorovSmirnov.of(unsigned(first), unsigned(second));
            KolmogorovSmirnov ofHistograms =
                    KolmogorovSmirnov.of(IntensityHistogram.of(List.of(first)), IntensityHistogram.of(List.of(second)));

            assertEquals(ofPixels, ofHistograms);
        }
    }

    @Test
    void tensOfMillionsOfPixelsAreCompared() {
        IntensityHistogram real = repeated(IntensityHistogram.of(List.of(pixels(1, 4096, 256))), 14);
        IntensityHistogram shifted = repeated(IntensityHistogram.of(List.of(pixels(1, 4096, 255))), 14);

        KolmogorovSmirnov same = KolmogorovSmirnov.of(real, real);
        KolmogorovSmirnov different = KolmogorovSmirnov.of(real, shifted);

        assertEquals(4096L << 14, same.firstSize());
        assertEquals(0, same.statistic());
        assertEquals(1, same.pValue());
        assertEquals(0, different.pValue());
    }

    @Test
    void theTestDoesNotDependOnWhichSampleIsNamedFirst() {
        double[] first = sample(1, 40, 0, 0);
        double[] second = sample(2, 90, 0, 0.2);

        KolmogorovSmirnov forward = KolmogorovSmirnov.of(first, second);
        KolmogorovSmirnov backward = KolmogorovSmirnov.of(second, first);

        assertEquals(forward.statistic(), backward.statistic());
        assertEquals(forward.pValue(), backward.pValue(), 1e-15);
    }

    @Test
    void emptySamplesAndNotANumberAreRefused() {
        double[] empty = {};
        double[] one = {1};
        double[] notANumber = {Double.NaN};

        assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.of(empty, one));
        assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.of(one, notANumber));
        assertThrows(
                IllegalArgumentException.class,
                () -> KolmogorovSmirnov.of(IntensityHistogram.empty(), IntensityHistogram.of(List.of(new byte[1]))));
    }

    @Test
    void meansAndHistogramTreatPixelsAsUnsigned() {
        byte[] image = {0, (byte) 128, (byte) 255, (byte) 255};

        assertEquals(159.5, ImageMeans.of(List.of(image))[0]);
        IntensityHistogram histogram = IntensityHistogram.of(List.of(image));
        assertEquals(2, histogram.count(255));
        assertEquals(159.5, histogram.mean());
        assertThrows(IllegalArgumentException.class, () -> ImageMeans.of(List.of(new byte[0])));
    }

    private static void assertClose(double expected, double actual, String which) {
        assertEquals(expected, actual, RELATIVE * expected + 1e-300, which);
    }

    /** The generator of make_golden.py: Knuth's MMIX, its upper 32 bits as a share of 2^32. */
    private static double[] sample(long seed, int size, int levels, double shift) {
        double[] values = new double[size];
        long state = seed;
        for (int i = 0; i < size; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            double u = (state >>> 32) / 4294967296.0;
            values[i] = (levels > 0 ? Math.floor(u * levels) / levels : u) + shift;
        }
        return values;
    }

    /** By brute force: every word of n firsts and m seconds, each as probable as the others. */
    private static double shareOfOrders(int n, int m, long distance) {
        int far = 0;
        int all = 0;
        for (int word = 0; word < 1 << (n + m); word++) {
            if (Integer.bitCount(word) == n) {
                all++;
                far += largestDistance(word, n, m) >= distance ? 1 : 0;
            }
        }
        return (double) far / all;
    }

    private static long largestDistance(int word, int n, int m) {
        long largest = 0;
        int firsts = 0;
        for (int i = 0; i < n + m; i++) {
            firsts += word >> i & 1;
            largest = Math.max(largest, Math.abs((long) firsts * m - (long) (i + 1 - firsts) * n));
        }
        return largest;
    }

    /** Distances come in multiples of gcd(n, m); of those in between, the next reachable one says the same. */
    private static long reachable(int n, int m, long distance) {
        int divisor = BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).intValue();
        return (distance + divisor - 1) / divisor * divisor;
    }

    private static IntensityHistogram repeated(IntensityHistogram histogram, int doublings) {
        IntensityHistogram sum = histogram;
        for (int i = 0; i < doublings; i++) {
            sum = sum.plus(sum);
        }
        return sum;
    }

    private static byte[] pixels(long seed, int size, int levels) {
        Random random = new Random(seed);
        byte[] pixels = new byte[size];
        for (int i = 0; i < size; i++) {
            pixels[i] = (byte) random.nextInt(levels);
        }
        return pixels;
    }

    private static int[] unsigned(byte[] pixels) {
        int[] values = new int[pixels.length];
        Arrays.setAll(values, i -> pixels[i] & 0xff);
        return values;
    }
}
