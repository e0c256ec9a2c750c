package io.augmenta.scoring.privacy;

import io.augmenta.scoring.pixels.ImageSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random pictures with soft edges, and what a careless generator makes of them. */
final class SmoothImages {
    static final int SIDE = 64;
    private static final int WAVES = 5;

    private SmoothImages() {}

    static ImageSet of(long seed, int count) {
        Random random = new Random(seed);
        return set(IntStream.range(0, count).mapToObj(i -> image(random)).toList());
    }

    static ImageSet set(List<byte[]> images) {
        return new ImageSet(1, SIDE, SIDE, images);
    }

    /** A sum of slow waves along both axes, brightest in the middle. */
    private static byte[] image(Random random) {
        double[][] strengths = new double[WAVES][WAVES];
        for (double[] row : strengths) {
            for (int i = 0; i < WAVES; i++) {
                row[i] = random.nextGaussian();
            }
        }
        double[] phases = random.doubles(2L * WAVES, 0, 2 * Math.PI).toArray();
        byte[] pixels = new byte[SIDE * SIDE];
        for (int at = 0; at < pixels.length; at++) {
            int row = at / SIDE;
            double y = (double) row / SIDE;
            double x = (double) (at % SIDE) / SIDE;
            double sum = 0;
            for (int i = 0; i < WAVES; i++) {
                for (int j = 0; j < WAVES; j++) {
                    sum += strengths[i][j]
                            * Math.cos(Math.PI * i * y + phases[i])
                            * Math.cos(Math.PI * j * x + phases[WAVES + j]);
                }
            }
            double window = Math.sin(Math.PI * x) * Math.sin(Math.PI * y);
            pixels[at] = grey(110 + 60 * window + 22 * sum);
        }
        return pixels;
    }

    static byte[] mirrored(byte[] image) {
        byte[] mirrored = new byte[image.length];
        for (int at = 0; at < image.length; at++) {
            mirrored[at] = image[at / SIDE * SIDE + SIDE - 1 - at % SIDE];
        }
        return mirrored;
    }

    /** Moved right and down; what comes in is black. */
    static byte[] moved(byte[] image, int right, int down) {
        byte[] moved = new byte[image.length];
        for (int at = 0; at < image.length; at++) {
            int row = at / SIDE - down;
            int column = at % SIDE - right;
            if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
                moved[at] = image[row * SIDE + column];
            }
        }
        return moved;
    }

    static byte[] noised(byte[] image, double deviation, Random random) {
        byte[] noised = new byte[image.length];
        for (int at = 0; at < image.length; at++) {
            noised[at] = grey((image[at] & 0xff) + deviation * random.nextGaussian());
        }
        return noised;
    }

    private static byte grey(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
