package io.augmenta.imaging.resample;

import io.augmenta.imaging.RasterImage;
import java.util.Arrays;

/**
 * Squares and sizes. All arithmetic is in integers, so that the same picture gives the same samples anywhere.
 *
 * <p>Stateless, safe for use by any thread.
 */
public final class Resampling {

    private Resampling() {}

    /**
     * Puts a picture in the middle of a square as large as its longer side, on black, which is the background of the
     * slices. Where the margins cannot be equal, the right or lower one is a pixel wider. A square comes back as it is.
     */
    public static RasterImage padToSquare(RasterImage image) {
        if (image.height() == image.width()) {
            return image;
        }
        int side = Math.max(image.height(), image.width());
        int top = (side - image.height()) / 2;
        int left = (side - image.width()) / 2;
        byte[] from = image.pixels();
        byte[] pixels = new byte[image.channels() * side * side];
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < image.height(); row++) {
                System.arraycopy(
                        from,
                        (channel * image.height() + row) * image.width(),
                        pixels,
                        (channel * side + top + row) * side + left,
                        image.width());
            }
        }
        return new RasterImage(image.channels(), side, side, pixels);
    }

    /**
     * Gives a picture another size by exact area averaging: each new pixel is the mean over the area that it covers of
     * the old ones, in parts where it covers parts, rounded to the nearest (halves up). That holds for any ratio and
     * brings no aliasing when shrinking. Enlarging by the same rule repeats pixels and blends them where borders meet.
     *
     * @param height new rows, at least 1
     * @param width new columns, at least 1
     */
    public static RasterImage resize(RasterImage image, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("Expected a size of at least 1×1 but got " + width + "×" + height);
        }
        if (height == image.height() && width == image.width()) {
            return image;
        }
        byte[] from = image.pixels();
        byte[] pixels = new byte[image.channels() * height * width];
        Overlaps columns = new Overlaps(image.width(), width);
        Overlaps rows = new Overlaps(image.height(), height);
        long[] sums = new long[width];
        int[] line = new int[width];
        long area = (long) image.height() * image.width();
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < height; row++) {
                Arrays.fill(sums, 0);
                for (int y = rows.first(row); y <= rows.last(row); y++) {
                    columns.sum(from, (channel * image.height() + y) * image.width(), line);
                    int weight = rows.overlap(row, y);
                    for (int column = 0; column < width; column++) {
                        sums[column] += (long) weight * line[column];
                    }
                }
                for (int column = 0; column < width; column++) {
                    pixels[(channel * height + row) * width + column] = (byte) ((2 * sums[column] + area) / (2 * area));
                }
            }
        }
        return new RasterImage(image.channels(), height, width, pixels);
    }

    /**
     * How {@code to} new cells cover {@code from} old ones along one axis. Measured in units of which an old cell is
     * {@code to} long and a new one {@code from}, all borders are whole numbers.
     */
    private static final class Overlaps {
        private final int to;
        private final int[] first;
        private final int[] last;
        private final int[] firstOverlap;
        private final int[] lastOverlap;

        Overlaps(int from, int to) {
            this.to = to;
            first = new int[to];
            last = new int[to];
            firstOverlap = new int[to];
            lastOverlap = new int[to];
            for (int cell = 0; cell < to; cell++) {
                long start = (long) cell * from;
                long end = start + from;
                first[cell] = (int) (start / to);
                last[cell] = (int) ((end - 1) / to);
                firstOverlap[cell] = (int) (Math.min(end, (first[cell] + 1L) * to) - start);
                lastOverlap[cell] = (int) (end - Math.max(start, (long) last[cell] * to));
            }
        }

        int first(int cell) {
            return first[cell];
        }

        int last(int cell) {
            return last[cell];
        }

        int overlap(int cell, int old) {
            if (old == first[cell]) {
                return firstOverlap[cell];
            }
            return old == last[cell] ? lastOverlap[cell] : to;
        }

        /** Weighted sums of one line of samples; the weights of each cell add up to the old length. */
        void sum(byte[] samples, int offset, int[] line) {
            for (int cell = 0; cell < to; cell++) {
                int from = offset + first[cell];
                int until = offset + last[cell];
                int sum = firstOverlap[cell] * (samples[from] & 0xff);
                for (int i = from + 1; i < until; i++) {
                    sum += to * (samples[i] & 0xff);
                }
                if (until > from) {
                    sum += lastOverlap[cell] * (samples[until] & 0xff);
                }
                line[cell] = sum;
            }
        }
    }
}
