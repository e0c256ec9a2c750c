package io.augmenta.scoring.diversity;

/** One channel of an image at one scale. Not changed once made. */
final class Plane {
    private static final double[] WINDOW = window();

    private final int height;
    private final int width;
    private final double[] values;

    Plane(int height, int width, double[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    private static double[] window() {
        double[] window = new double[MultiScaleSimilarity.SMALLEST_SIDE];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            double distance = i - window.length / 2;
            window[i] = Math.exp(-distance * distance / (2 * 1.5 * 1.5));
            sum += window[i];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }

    int size() {
        return values.length;
    }

    double at(int index) {
        return values[index];
    }

    Plane times(Plane other) {
        double[] products = new double[values.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = values[i] * other.values[i];
        }
        return new Plane(height, width, products);
    }

    /** The Gaussian mean of every window that lies wholly in the plane. */
    Plane blurred() {
        return blurredAlong(1, height, width - WINDOW.length + 1)
                .blurredAlong(width - WINDOW.length + 1, height - WINDOW.length + 1, width - WINDOW.length + 1);
    }

    private Plane blurredAlong(int step, int newHeight, int newWidth) {
        double[] blurred = new double[newHeight * newWidth];
        for (int row = 0; row < newHeight; row++) {
            for (int column = 0; column < newWidth; column++) {
                double sum = 0;
                for (int i = 0; i < WINDOW.length; i++) {
                    sum += WINDOW[i] * values[row * width + column + i * step];
                }
                blurred[row * newWidth + column] = sum;
            }
        }
        return new Plane(newHeight, newWidth, blurred);
    }

    /** 2×2 pixels become their mean; an odd last row or column is left out. */
    Plane halved() {
        int newHeight = height / 2;
        int newWidth = width / 2;
        double[] halved = new double[newHeight * newWidth];
        for (int row = 0; row < newHeight; row++) {
            for (int column = 0; column < newWidth; column++) {
                int corner = 2 * row * width + 2 * column;
                halved[row * newWidth + column] =
                        (values[corner] + values[corner + 1] + values[corner + width] + values[corner + width + 1]) / 4;
            }
        }
        return new Plane(newHeight, newWidth, halved);
    }
}
