package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.resample.Resampling;
import java.util.Arrays;

/** The steps from a picture to its {@link Fingerprint}. */
final class CosineHash {

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 16;
    /** The crop is found on a copy of this size, which evens out noise and what a change of scale leaves behind. */
    private static final int CROP_SIDE = 256;

    private static final double DARK_SHARE = 0.05;
    private static final double BRIGHT_SHARE = 0.98;
    /** What is darker than this share of the way from dark to bright counts as background. */
    private static final double FLOOR_SHARE = 0.15;
    /** Share of the content that may lie beyond each border. */
    private static final double MARGIN_SHARE = 0.01;
    /** Below this many pixels of the copy, a crop would be of noise. */
    private static final int LEAST_CONTENT_SIDE = 32;

    private static final double[][] COSINES = cosines();

    private CosineHash() {}

    static Fingerprint fingerprint(RasterImage grey) {
        if (grey.channels() != 1) {
            throw new IllegalArgumentException("Expected a grey picture but got " + grey);
        }
        RasterImage small = Resampling.resize(cropToContent(Resampling.resize(grey, CROP_SIDE, CROP_SIDE)), SIDE, SIDE);
        double[] spectrum = lowFrequencies(small);
        long[] words = new long[4];
        for (int i = 1; i < spectrum.length; i++) {
            // a flat picture has rounding errors for a spectrum; they are no feature
            if (spectrum[i] > 1e-6) {
                words[i >> 6] |= 1L << (i & 63);
            }
        }
        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }

    /**
     * Cuts dark margins off, however wide they are: copies of a picture often differ in them. The borders are quantiles
     * of the brightness along each axis, which, unlike the first bright row, hardly move when a few pixels change.
     */
    private static RasterImage cropToContent(RasterImage grey) {
        int[] histogram = histogram(grey);
        int dark = quantile(histogram, grey.sampleCount(), DARK_SHARE);
        int bright = quantile(histogram, grey.sampleCount(), BRIGHT_SHARE);
        double floor = dark + FLOOR_SHARE * (bright - dark);
        byte[] samples = grey.pixels();
        double[] rows = new double[grey.height()];
        double[] columns = new double[grey.width()];
        for (int row = 0; row < grey.height(); row++) {
            for (int column = 0; column < grey.width(); column++) {
                double content = Math.max(0, (samples[row * grey.width() + column] & 0xff) - floor);
                rows[row] += content;
                columns[column] += content;
            }
        }
        int top = indexOfShare(rows, MARGIN_SHARE);
        int bottom = indexOfShare(rows, 1 - MARGIN_SHARE);
        int left = indexOfShare(columns, MARGIN_SHARE);
        int right = indexOfShare(columns, 1 - MARGIN_SHARE);
        if (bottom - top < LEAST_CONTENT_SIDE || right - left < LEAST_CONTENT_SIDE) {
            return grey;
        }
        return crop(grey, top, left, bottom - top, right - left);
    }

    private static int[] histogram(RasterImage grey) {
        int[] histogram = new int[256];
        for (byte sample : grey.pixels()) {
            histogram[sample & 0xff]++;
        }
        return histogram;
    }

    private static int quantile(int[] histogram, int count, double share) {
        long below = (long) (share * count);
        int value = 0;
        while (value < 255 && below >= histogram[value]) {
            below -= histogram[value++];
        }
        return value;
    }

    /** The border, 0 to the length, below which lies the share of the sum that is nearest to the one wanted. */
    private static int indexOfShare(double[] weights, double share) {
        double wanted = share * Arrays.stream(weights).sum();
        double sum = 0;
        int i = 0;
        while (i < weights.length && sum + weights[i] / 2 < wanted) {
            sum += weights[i++];
        }
        return i;
    }

    private static RasterImage crop(RasterImage grey, int top, int left, int height, int width) {
        byte[] from = grey.pixels();
        byte[] pixels = new byte[height * width];
        for (int row = 0; row < height; row++) {
            System.arraycopy(from, (top + row) * grey.width() + left, pixels, row * width, width);
        }
        return RasterImage.grey(height, width, pixels);
    }

    /** The lowest frequencies of the two-dimensional DCT-II, row by row, not normalised. */
    private static double[] lowFrequencies(RasterImage small) {
        double[][] alongRows = new double[SIDE][FREQUENCIES];
        for (int row = 0; row < SIDE; row++) {
            for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
                double sum = 0;
                for (int column = 0; column < SIDE; column++) {
                    sum += small.sample(0, row, column) * COSINES[frequency][column];
                }
                alongRows[row][frequency] = sum;
            }
        }
        double[] spectrum = new double[FREQUENCIES * FREQUENCIES];
        for (int vertical = 0; vertical < FREQUENCIES; vertical++) {
            for (int horizontal = 0; horizontal < FREQUENCIES; horizontal++) {
                double sum = 0;
                for (int row = 0; row < SIDE; row++) {
                    sum += alongRows[row][horizontal] * COSINES[vertical][row];
                }
                spectrum[vertical * FREQUENCIES + horizontal] = sum;
            }
        }
        return spectrum;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][SIDE];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (int i = 0; i < SIDE; i++) {
                // the same to the last bit on every platform
                cosines[frequency][i] = StrictMath.cos(Math.PI * frequency * (2 * i + 1) / (2.0 * SIDE));
            }
        }
        return cosines;
    }
}
