package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LatentsTest {
    private static final int DRAWS = 4000;
    private static final int SIZE = 32;

    /** Whoever changes these values changes every image that was ever announced by its seed. */
    @Test
    void valuesAreThoseOfEveryRelease() {
        float[] latent = new float[4];

        Latents.draw(7, new ImageKey(2, 5), latent, 0, 4);

        assertArrayEquals(new float[] {-0.5695611f, 0.665858f, -1.3984474f, -0.6295176f}, latent);
    }

    @Test
    void latentDependsOnNothingButSeedClassAndIndex() {
        float[] alone = new float[SIZE];
        float[] amongOthers = new float[3 * SIZE];

        Latents.draw(-1, new ImageKey(0, 9), amongOthers, 0, SIZE);
        Latents.draw(11, new ImageKey(1, 3), amongOthers, SIZE, SIZE);
        Latents.draw(11, new ImageKey(1, 4), amongOthers, 2 * SIZE, SIZE);
        Latents.draw(11, new ImageKey(1, 3), alone, 0, SIZE);

        float[] sameAmongOthers = new float[SIZE];
        System.arraycopy(amongOthers, SIZE, sameAmongOthers, 0, SIZE);
        assertArrayEquals(alone, sameAmongOthers);
    }

    /** Bounds of five standard errors of the moments of a standard normal distribution. */
    @Test
    void valuesAreStandardNormal() {
        double n = (double) DRAWS * SIZE;
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int index = 0; index < DRAWS; index++) {
            for (float value : draw(3, 0, index)) {
                sum += value;
                squares += (double) value * value;
                fourth += Math.pow(value, 4);
            }
        }

        assertEquals(0, sum / n, 5 / Math.sqrt(n));
        assertEquals(1, squares / n, 5 * Math.sqrt(2 / n));
        assertEquals(3, fourth / n, 5 * Math.sqrt(96 / n));
    }

    @Test
    void neighbouringSeedsClassesAndIndexesAreUnrelated() {
        double n = (double) DRAWS * SIZE;
        double bySeed = 0;
        double byClass = 0;
        double byIndex = 0;
        for (int index = 0; index < DRAWS; index++) {
            float[] latent = draw(3, 0, index);
            bySeed += product(latent, draw(4, 0, index));
            byClass += product(latent, draw(3, 1, index));
            byIndex += product(latent, draw(3, 0, index + 1));
        }

        assertEquals(0, bySeed / n, 5 / Math.sqrt(n));
        assertEquals(0, byClass / n, 5 / Math.sqrt(n));
        assertEquals(0, byIndex / n, 5 / Math.sqrt(n));
    }

    private static float[] draw(long seed, int classIndex, int index) {
        float[] latent = new float[SIZE];
        Latents.draw(seed, new ImageKey(classIndex, index), latent, 0, SIZE);
        return latent;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
