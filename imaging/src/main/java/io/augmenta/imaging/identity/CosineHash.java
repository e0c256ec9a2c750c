package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.resample.Resampling;
import java.util.Arrays;
import java.util.Optional;

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

    /** Below this, a coefficient is a rounding error: a flat picture has such for a spectrum. They are no feature. */
    private static final double LEAST_COEFFICIENT = 1e-6;

    private static final double[][] COSINES = cosines();

    private CosineHash() {}

    static Fingerprint fingerprint(RasterImage grey) {
        return bits(lowFrequencies(small(grey)), 1);
    }

    static FingerprintPair pair(RasterImage grey) {
        double[] spectrum = lowFrequencies(small(grey));
        return new FingerprintPair(bits(spectrum, 1), bits(spectrum, -1));
    }

    /** @param horizontalSign sign of the odd horizontal frequencies, which mirroring turns round */
    private static Fingerprint bits(double[] spectrum, int horizontalSign) {
        long[] words = new long[4];
        for (int i = 1; i < spectrum.length; i++) {
            double coefficient = i % 2 == 0 ? spectrum[i] : horizontalSign * spectrum[i];
            if (coefficient > LEAST_COEFFICIENT) {
                words[i >> 6] |= 1L << (i & 63);
            }
        }
        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }

    /** The content of a picture, {@value #SIDE}×{@value #SIDE}. */
    private static byte[] small(RasterImage grey) {
        if (grey.channels() != 1) {
            throw new IllegalArgumentException("Expected a grey picture but got " + grey);
        }
        boolean repeats = grey.height() == grey.width() && CROP_SIDE % grey.width() == 0;
        return repeats ? smallOfRepeated(grey) : smallOfAny(grey);
    }

    static byte[] smallOfAny(RasterImage grey) {
        return Resampling.resize(cropToContent(Resampling.resize(grey, CROP_SIDE, CROP_SIDE)), SIDE, SIDE)
                .pixels();
    }

    static byte[] smallOfRepeated(RasterImage grey) {
        RepeatedPixels repeated = new RepeatedPixels(grey, CROP_SIDE / grey.width());
        double floor = floor(repeated.histogram(), CROP_SIDE * CROP_SIDE);
        RepeatedPixels.Part content = content(repeated.rowContents(floor), repeated.columnContents(floor))
                .orElse(new RepeatedPixels.Part(0, 0, CROP_SIDE, CROP_SIDE));
        return repeated.shrunk(content, SIDE);
    }

    /**
     * Cuts dark margins off, however wide they are: copies of a picture often differ in them. The borders are quantiles
     * of the brightness along each axis, which, unlike the first bright row, hardly move when a few pixels change.
     */
    private static RasterImage cropToContent(RasterImage grey) {
        double floor = floor(histogram(grey), grey.sampleCount());
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
        return content(rows, columns).map(part -> crop(grey, part)).orElse(grey);
    }

    /** What is darker counts as background. */
    private static double floor(int[] histogram, int samples) {
        int dark = quantile(histogram, samples, DARK_SHARE);
        int bright = quantile(histogram, samples, BRIGHT_SHARE);
        return dark + FLOOR_SHARE * (bright - dark);
    }

    /** Where the content lies; empty where there is too little of it. */
    private static Optional<RepeatedPixels.Part> content(double[] rows, double[] columns) {
        double inRows = Arrays.stream(rows).sum();
        double inColumns = Arrays.stream(columns).sum();
        int top = indexOfShare(rows, MARGIN_SHARE * inRows);
        int bottom = indexOfShare(rows, (1 - MARGIN_SHARE) * inRows);
        int left = indexOfShare(columns, MARGIN_SHARE * inColumns);
        int right = indexOfShare(columns, (1 - MARGIN_SHARE) * inColumns);
        if (bottom - top < LEAST_CONTENT_SIDE || right - left < LEAST_CONTENT_SIDE) {
            return Optional.empty();
        }
        return Optional.of(new RepeatedPixels.Part(top, left, bottom - top, right - left));
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

    /** The border, 0 to the length, below which lies what is nearest to the sum that is wanted. */
    private static int indexOfShare(double[] weights, double wanted) {
        double sum = 0;
        int i = 0;
        while (i < weights.length && sum + weights[i] / 2 < wanted) {
            sum += weights[i++];
        }
        return i;
    }

    private static RasterImage crop(RasterImage grey, RepeatedPixels.Part part) {
        byte[] from = grey.pixels();
        byte[] pixels = new byte[part.height() * part.width()];
        for (int row = 0; row < part.height(); row++) {
            System.arraycopy(
                    from, (part.top() + row) * grey.width() + part.left(), pixels, row * part.width(), part.width());
        }
        return RasterImage.grey(part.height(), part.width(), pixels);
    }

    /**
     * The lowest frequencies of the two-dimensional DCT-II, row by row, not normalised. The sums of all rows are made side
     * by side, which processors are fast at.
     */
    private static double[] lowFrequencies(byte[] small) {
        double[][] alongRows = new double[FREQUENCIES][SIDE];
        double[] samples = new double[SIDE];
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                samples[row] = small[row * SIDE + column] & 0xff;
            }
            for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
                addScaled(samples, COSINES[frequency][column], alongRows[frequency]);
            }
        }
        double[] spectrum = new double[FREQUENCIES * FREQUENCIES];
        for (int vertical = 0; vertical < FREQUENCIES; vertical++) {
            for (int horizontal = 0; horizontal < FREQUENCIES; horizontal += 2) {
                int at = vertical * FREQUENCIES + horizontal;
                double[] cosines = COSINES[vertical];
                products(cosines, alongRows[horizontal], alongRows[horizontal + 1], spectrum, at);
            }
        }
        return spectrum;
    }

    private static void addScaled(double[] values, double factor, double[] sums) {
        for (int i = 0; i < SIDE; i++) {
            sums[i] += values[i] * factor;
        }
    }

    /** Two at a time, for neither sum waits for the other. */
    private static void products(double[] factors, double[] one, double[] other, double[] target, int at) {
        double sumOfOne = 0;
        double sumOfOther = 0;
        for (int i = 0; i < SIDE; i++) {
            sumOfOne += one[i] * factors[i];
            sumOfOther += other[i] * factors[i];
        }
        target[at] = sumOfOne;
        target[at + 1] = sumOfOther;
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
