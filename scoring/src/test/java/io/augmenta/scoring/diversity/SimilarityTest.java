package io.augmenta.scoring.diversity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final Workers TWO = new Workers(2);

    @Test
    void similarityIsThatOfSciPysConvolutions() throws IOException {
        List<String[]> rows = GoldenFile.rows("similarity-golden.csv");
        assertEquals(9, rows.size());
        for (String[] row : rows) {
            MultiScaleSimilarity similarity = new MultiScaleSimilarity(pair(
                    Long.parseLong(row[0]),
                    Integer.parseInt(row[1]),
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[3])));

            assertEquals(Integer.parseInt(row[4]), similarity.scales());
            assertEquals(Double.parseDouble(row[5]), similarity.of(0, 1), 1e-9, "case " + row[0]);
        }
    }

    @Test
    void severalChannelsCountAlike() {
        ImageSet grey = pair(1, 32, 32, 40);
        byte[] first = grey.images().get(0);
        byte[] second = grey.images().get(1);
        ImageSet twoChannels = new ImageSet(2, 32, 32, List.of(joined(first, first), joined(second, first)));

        double expected = (new MultiScaleSimilarity(grey).of(0, 1) + 1) / 2;

        assertEquals(expected, new MultiScaleSimilarity(twoChannels).of(0, 1), 1e-12);
    }

    @Test
    void meanOverAllPairsIsThatOfTheDefinitionWhereThereAreFew() {
        ImageSet five = images(5, 16);
        MultiScaleSimilarity similarity = new MultiScaleSimilarity(five);
        double expected = IntStream.range(0, 5)
                .boxed()
                .flatMap(i -> IntStream.range(0, i).mapToObj(j -> similarity.of(i, j)))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();

        PairwiseSimilarity all = PairwiseSimilarity.of(five, 100, 1, TWO);

        assertEquals(10, all.pairs());
        assertEquals(expected, all.mean(), 1e-12);
    }

    @Test
    void pairsAreDrawnBySeedAndNoneTwice() {
        ImageSet forty = images(40, 16);

        PairwiseSimilarity some = PairwiseSimilarity.of(forty, 100, 1, TWO);
        PairwiseSimilarity all = PairwiseSimilarity.of(forty, 780, 1, TWO);

        assertEquals(100, some.pairs());
        assertEquals(some, PairwiseSimilarity.of(forty, 100, 1, Workers.one()));
        assertTrue(some.mean() != PairwiseSimilarity.of(forty, 100, 2, TWO).mean());
        // 779 of 780 pairs cannot stray far from all of them, unless a pair came many times
        assertEquals(all.mean(), PairwiseSimilarity.of(forty, 779, 3, TWO).mean(), 2.0 / 779);
        assertEquals(all.mean(), some.mean(), 6 * all.deviation() / 10);
    }

    @Test
    void constantImagesAreAlikeAndOneImageHasNoPairs() {
        ImageSet constant = new ImageSet(1, 16, 16, List.of(new byte[256], new byte[256], new byte[256]));

        assertEquals(1, PairwiseSimilarity.of(constant, 10, 1, TWO).mean(), 1e-12);
        assertThrows(
                TooFewSamplesException.class, () -> PairwiseSimilarity.of(constant.chosen(new int[] {0}), 10, 1, TWO));
    }

    @Test
    void imagesSmallerThanTheWindowAreRefused() {
        ImageSet tiny = new ImageSet(1, 10, 30, List.of(new byte[300], new byte[300]));

        ImageTooSmallException tooSmall =
                assertThrows(ImageTooSmallException.class, () -> PairwiseSimilarity.of(tiny, 1, 1, TWO));
        assertTrue(String.valueOf(tooSmall.getMessage()).contains("got 10 × 30"));
    }

    private static ImageSet images(int count, int side) {
        return new ImageSet(
                1,
                side,
                side,
                IntStream.range(0, count)
                        .mapToObj(i -> bytes(image(i, side, side)))
                        .toList());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** The pairs of make_similarity_golden.py. */
    private static ImageSet pair(long seed, int height, int width, int change) {
        int[] first = image(2 * seed, height, width);
        int[] turned = image(2 * seed + 1, height, width);
        int[] second = new int[first.length];
        for (int i = 0; i < second.length; i++) {
            int other = turned[second.length - 1 - i];
            second[i] = change < 0 ? 255 - first[i] : (first[i] * (256 - change) + other * change) / 256;
        }
        return new ImageSet(1, height, width, List.of(bytes(first), bytes(second)));
    }

    private static int[] image(long seed, int height, int width) {
        int[] pixels = new int[height * width];
        long state = seed;
        for (int i = 0; i < pixels.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            pixels[i] = (int) (i / width * 3 + i % width * 2 + (state >>> 56 & 63)) % 256;
        }
        return pixels;
    }

    private static byte[] bytes(int[] pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return bytes;
    }
}
