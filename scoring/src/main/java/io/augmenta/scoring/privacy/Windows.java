package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.matrix.Rows;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.List;

/**
 * The middles of images, mirrored and moved in some ways and reduced, one row each: image 0 in all ways, then image 1, …
 * A number is the sum of a square of pixels, which float32 holds exactly. Immutable and thread-safe.
 */
final class Windows implements Rows {
    private final ImageSet images;
    private final List<Variation> variations;
    private final int square;
    private final int rows;
    private final int columns;
    private final int top;
    private final int left;

    Windows(ImageSet images, List<Variation> variations, int margin, int maximumSide) {
        int height = images.height() - 2 * margin;
        int width = images.width() - 2 * margin;
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("Expected images of more than " + 2 * margin + " pixels to move them by "
                    + margin + ", got " + images);
        }
        this.images = images;
        this.variations = variations;
        int longest = Math.max(height, width);
        this.square = Math.min((longest + maximumSide - 1) / maximumSide, Math.min(height, width));
        this.rows = height / square;
        this.columns = width / square;
        this.top = margin + height % square / 2;
        this.left = margin + width % square / 2;
    }

    /** What turns a distance of rows into a root mean square of differences in grey levels. */
    double scale() {
        return 1 / (square * square * Math.sqrt(width()));
    }

    FeatureMatrix features() {
        double[] row = new double[width()];
        float[] values = new float[Math.multiplyExact(count(), width())];
        for (int i = 0; i < count(); i++) {
            copy(i, i + 1, row);
            for (int j = 0; j < row.length; j++) {
                values[i * row.length + j] = (float) row[j];
            }
        }
        return FeatureMatrix.owning(count(), width(), values);
    }

    @Override
    public int count() {
        return Math.multiplyExact(images.count(), variations.size());
    }

    @Override
    public int width() {
        return images.channels() * rows * columns;
    }

    @Override
    public void copy(int from, int to, double[] target) {
        for (int row = from; row < to; row++) {
            byte[] image = images.images().get(row / variations.size());
            Variation variation = variations.get(row % variations.size());
            int at = (row - from) * width();
            for (int channel = 0; channel < images.channels(); channel++) {
                copyChannel(image, channel * images.area(), variation, target, at + channel * rows * columns);
            }
        }
    }

    /** A picture moved to the right shows in the middle what was left of it. */
    private void copyChannel(byte[] image, int plane, Variation variation, double[] target, int at) {
        int step = variation.mirrored() ? -1 : 1;
        int startColumn = left - variation.right();
        int first = variation.mirrored() ? images.width() - 1 - startColumn : startColumn;
        for (int row = 0; row < rows; row++) {
            int startRow = top - variation.down() + row * square;
            for (int column = 0; column < columns; column++) {
                int sum = 0;
                for (int y = 0; y < square; y++) {
                    int pixel = plane + (startRow + y) * images.width() + first + step * column * square;
                    for (int x = 0; x < square; x++) {
                        sum += image[pixel + step * x] & 0xff;
                    }
                }
                target[at + row * columns + column] = sum;
            }
        }
    }
}
