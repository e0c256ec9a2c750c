package io.augmenta.scoring.pixels;

import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers that sum up one image, for comparing sets of images by {@link KolmogorovSmirnov}: one independent number an
 * image, where pixels depend on their neighbours. Of several channels, all pixels count alike. The order of pixels that a
 * statistic does not look at changes no bit of it, so that ties are ties.
 */
public enum ImageStatistic {
    /** Mean intensity, in {@code [0, 255]}: how bright. */
    MEAN("image_means") {
        @Override
        double of(ImageSet set, byte[] image) {
            return mean(image);
        }
    },
    /** Standard deviation of the intensities, in {@code [0, 127.5]}: how much contrast. */
    DEVIATION("image_deviations") {
        @Override
        double of(ImageSet set, byte[] image) {
            long sum = 0;
            long squares = 0;
            for (byte pixel : image) {
                sum += pixel & 0xff;
                squares += (long) (pixel & 0xff) * (pixel & 0xff);
            }
            double mean = (double) sum / image.length;
            return Math.sqrt(Math.max(0, (squares - sum * mean) / image.length));
        }
    },
    /** Entropy of the intensities in bits, in {@code [0, 8]}: how many intensities, and how evenly. */
    ENTROPY("image_entropies") {
        @Override
        double of(ImageSet set, byte[] image) {
            int[] counts = new int[256];
            for (byte pixel : image) {
                counts[pixel & 0xff]++;
            }
            Arrays.sort(counts);
            double entropy = 0;
            for (int count : counts) {
                if (count > 0) {
                    double share = (double) count / image.length;
                    entropy -= share * Math.log(share) / Math.log(2);
                }
            }
            return entropy;
        }
    },
    /** Mean absolute difference of horizontal and vertical neighbours, in {@code [0, 255]}: how sharp, or how noisy. */
    ROUGHNESS("image_roughnesses") {
        @Override
        double of(ImageSet set, byte[] image) {
            long sum = 0;
            long pairs = 0;
            for (int at = 0; at < image.length; at++) {
                if (at % set.width() + 1 < set.width()) {
                    sum += Math.abs((image[at] & 0xff) - (image[at + 1] & 0xff));
                    pairs++;
                }
                if (at % set.area() + set.width() < set.area()) {
                    sum += Math.abs((image[at] & 0xff) - (image[at + set.width()] & 0xff));
                    pairs++;
                }
            }
            return pairs == 0 ? 0 : (double) sum / pairs;
        }
    };

    private final String label;

    ImageStatistic(String label) {
        this.label = label;
    }

    /** The name of a sample of it in files and events, such as {@code image_means}. */
    public String label() {
        return label;
    }

    abstract double of(ImageSet set, byte[] image);

    /** The statistic of each image of a set, in order. */
    public double[] of(ImageSet set) {
        return set.images().stream().mapToDouble(image -> of(set, image)).toArray();
    }

    private static double mean(byte[] image) {
        return IntStream.range(0, image.length)
                .map(i -> image[i] & 0xff)
                .average()
                .orElseThrow();
    }
}
