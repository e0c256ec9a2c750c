package io.augmenta.scoring.diversity;

import io.augmenta.scoring.pixels.ImageSet;

/**
 * Multi-scale structural similarity of two images: Z. Wang, E. P. Simoncelli, A. C. Bovik, "Multiscale structural
 * similarity for image quality assessment" (Asilomar 2003). Windows are Gaussian, 11×11 with σ = 1.5, and lie wholly in the
 * image; K₁ = 0.01, K₂ = 0.03, L = 255; between scales 2×2 pixels are averaged.
 *
 * <p>Five scales need a shortest side of 176 pixels. Smaller images get as many as their window fits into — 4 from 88, 3
 * from 44, 2 from 22, 1 from 11 (so 128 has 4, 64 has 3, 32 has 2) — and the exponents of those scales, divided by their
 * sum. Figures of different numbers of scales cannot be compared.
 *
 * <p>The contrast-structure term of a scale may be negative where images are inverse to each other; it then counts as 0, for
 * a negative number has no such power. Of several channels the mean is taken. Immutable and thread-safe.
 */
public final class MultiScaleSimilarity {
    /** Sides below this have no scale at all. */
    public static final int SMALLEST_SIDE = 11;

    private static final double[] EXPONENTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private final ImageSet set;
    private final int scales;

    /**
     * Compares images of one set.
     *
     * @throws ImageTooSmallException when a side is below {@value #SMALLEST_SIDE}
     */
    public MultiScaleSimilarity(ImageSet set) {
        this.set = set;
        this.scales = scales(set.height(), set.width());
    }

    private static int scales(int height, int width) {
        int scales = 0;
        for (int side = Math.min(height, width); side >= SMALLEST_SIDE && scales < EXPONENTS.length; side /= 2) {
            scales++;
        }
        if (scales == 0) {
            throw new ImageTooSmallException(SMALLEST_SIDE, height, width);
        }
        return scales;
    }

    /** How many scales the images have, 1 to 5. */
    public int scales() {
        return scales;
    }

    /**
     * How alike two images are, in {@code [0, 1]}; 1 for equal ones.
     *
     * @param first index of an image of the set
     * @param second index of another
     */
    public double of(int first, int second) {
        double sum = 0;
        for (int channel = 0; channel < set.channels(); channel++) {
            sum += ofPlanes(plane(first, channel), plane(second, channel));
        }
        return sum / set.channels();
    }

    private Plane plane(int image, int channel) {
        byte[] pixels = set.images().get(image);
        double[] values = new double[set.area()];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[channel * set.area() + i] & 0xff;
        }
        return new Plane(set.height(), set.width(), values);
    }

    private double ofPlanes(Plane first, Plane second) {
        double weights = 0;
        for (int scale = 0; scale < scales; scale++) {
            weights += EXPONENTS[scale];
        }
        double product = 1;
        Plane a = first;
        Plane b = second;
        for (int scale = 0; scale < scales; scale++) {
            boolean last = scale == scales - 1;
            product *= Math.pow(Math.max(0, meanSimilarity(a, b, last)), EXPONENTS[scale] / weights);
            if (!last) {
                a = a.halved();
                b = b.halved();
            }
        }
        return product;
    }

    /** The mean of contrast times structure over all windows, and at the last scale times luminance. */
    private static double meanSimilarity(Plane a, Plane b, boolean withLuminance) {
        Plane meanA = a.blurred();
        Plane meanB = b.blurred();
        Plane squareA = a.times(a).blurred();
        Plane squareB = b.times(b).blurred();
        Plane both = a.times(b).blurred();
        double sum = 0;
        for (int i = 0; i < meanA.size(); i++) {
            double productOfMeans = meanA.at(i) * meanB.at(i);
            double squaresOfMeans = meanA.at(i) * meanA.at(i) + meanB.at(i) * meanB.at(i);
            double covariance = both.at(i) - productOfMeans;
            double variances = squareA.at(i) + squareB.at(i) - squaresOfMeans;
            double similarity = (2 * covariance + C2) / (variances + C2);
            sum += withLuminance ? similarity * (2 * productOfMeans + C1) / (squaresOfMeans + C1) : similarity;
        }
        return sum / meanA.size();
    }
}
