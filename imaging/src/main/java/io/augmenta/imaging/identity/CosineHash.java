package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.resample.Resampling;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The steps from a picture to its {@link Fingerprint}. */
final class CosineHash {

    private static final int SIDE = CosineTransform.SIDE;
    private static final int FREQUENCIES = 256;
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
    /** Far more than adding in another order changes a coefficient. */
    private static final double UNCERTAINTY = 1e-7;

    private CosineHash() {}

    static Fingerprint fingerprint(RasterImage grey) {
        return bits(spectrum(grey), 1);
    }

    static FingerprintPair pair(RasterImage grey) {
        double[] spectrum = spectrum(grey);
        return new FingerprintPair(bits(spectrum, 1), bits(spectrum, -1));
    }

    private static double[] spectrum(RasterImage grey) {
        byte[] small = small(grey);
        double[] near = CosineTransform.nearLowFrequencies(small);
        for (int i = 0; i < FREQUENCIES; i++) {
            if (Math.abs(Math.abs(near[i]) - LEAST_COEFFICIENT) < UNCERTAINTY) {
                return CosineTransform.lowFrequencies(small);
            }
        }
        return near;
    }

    /** @param horizontalSign sign of the odd horizontal frequencies, which mirroring turns round */
    private static Fingerprint bits(double[] spectrum, int horizontalSign) {
        long[] words = new long[4];
        for (int i = 1; i < FREQUENCIES; i++) {
            double coefficient = i % 2 == 0 ? spectrum[i] : horizontalSign * spectrum[i];
            // the sign of the difference, for no processor foresees which way a branch would go
            long bit = Double.doubleToRawLongBits(LEAST_COEFFICIENT - coefficient) >>> 63;
            words[i >> 6] |= bit << (i & 63);
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
        Borders borders = Borders.of(repeated.nearContents(floor), repeated.factor());
        if (!borders.certain()) {
            borders =
                    Borders.of(new RepeatedPixels.Sums(repeated.rowContents(floor), repeated.columnContents(floor)), 1);
        }
        return repeated.shrunk(borders.content().orElse(new RepeatedPixels.Part(0, 0, CROP_SIDE, CROP_SIDE)), SIDE);
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
        return Borders.of(new RepeatedPixels.Sums(rows, columns), 1)
                .content()
                .map(part -> crop(grey, part))
                .orElse(grey);
    }

    /** What is darker counts as background. */
    private static double floor(int[] histogram, int samples) {
        int dark = quantile(histogram, samples, DARK_SHARE);
        int bright = quantile(histogram, samples, BRIGHT_SHARE);
        return dark + FLOOR_SHARE * (bright - dark);
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

    /**
     * Where the content lies, by what each row and column has above the floor.
     *
     * @param certain whether sums that were added in another order would give the same
     */
    private record Borders(int top, int bottom, int left, int right, boolean certain) {
        /** Far more than adding in another order changes, as a share of the whole sum. */
        private static final double UNCERTAINTY = 1e-9;

        /** @param times how many rows and columns each of the sums stands for */
        static Borders of(RepeatedPixels.Sums sums, int times) {
            double inRows = times * DoubleStream.of(sums.rows()).sum();
            double inColumns = times * DoubleStream.of(sums.columns()).sum();
            Border top = Border.of(sums.rows(), times, MARGIN_SHARE * inRows);
            Border bottom = Border.of(sums.rows(), times, (1 - MARGIN_SHARE) * inRows);
            Border left = Border.of(sums.columns(), times, MARGIN_SHARE * inColumns);
            Border right = Border.of(sums.columns(), times, (1 - MARGIN_SHARE) * inColumns);
            double distance =
                    Math.min(Math.min(top.distance, bottom.distance), Math.min(left.distance, right.distance));
            boolean certain = distance > UNCERTAINTY * inRows;
            return new Borders(top.index, bottom.index, left.index, right.index, certain);
        }

        /** Empty where there is too little of it. */
        Optional<RepeatedPixels.Part> content() {
            if (bottom - top < LEAST_CONTENT_SIDE || right - left < LEAST_CONTENT_SIDE) {
                return Optional.empty();
            }
            return Optional.of(new RepeatedPixels.Part(top, left, bottom - top, right - left));
        }
    }

    /**
     * The border, 0 to the length, below which lies what is nearest to a sum.
     *
     * @param distance how far the sum is from where the border would be another
     */
    private record Border(int index, double distance) {
        static Border of(double[] weights, int times, double wanted) {
            double sum = 0;
            double below = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < weights.length; i++) {
                for (int time = 0; time < times; time++) {
                    double middle = sum + weights[i] / 2;
                    if (middle >= wanted) {
                        return new Border(i * times + time, Math.min(middle - wanted, wanted - below));
                    }
                    below = middle;
                    sum += weights[i];
                }
            }
            return new Border(weights.length * times, wanted - below);
        }
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
}
