package io.augmenta.generator;

/**
 * From a generator's [-1, 1] to unsigned bytes: {@code floor((v + 1) * 127.5 + 0.5)} in double precision, held within 0 to
 * 255. That is the nearest level, halves up, and undoes without loss {@code level / 127.5 - 1}, by which training reads
 * images.
 */
final class Quantisation {
    private Quantisation() {}

    /**
     * Rounds samples. For each image this takes a few percent of what its graph takes, so it is one loop without branches;
     * whether all are numbers is asked of their sum.
     *
     * @param samples holds the samples from {@code first} on
     * @param target takes as many as it has room for
     * @throws ArithmeticException if one of them is not a number
     */
    static void toBytes(float[] samples, int first, byte[] target) {
        if (Float.isNaN(sum(samples, first, target.length))) {
            requireNumbers(samples, first, target.length);
        }
        for (int i = 0; i < target.length; i++) {
            // where it matters, above 0, the cast to whole numbers is the floor
            int level = (int) ((samples[first + i] + 1.0) * 127.5 + 0.5);
            target[i] = (byte) Math.max(0, Math.min(255, level));
        }
    }

    /** Four sums, none of which waits for the others. */
    private static float sum(float[] samples, int first, int count) {
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = first;
        for (; i + 4 <= first + count; i += 4) {
            one += samples[i];
            two += samples[i + 1];
            three += samples[i + 2];
            four += samples[i + 3];
        }
        for (; i < first + count; i++) {
            one += samples[i];
        }
        return one + two + three + four;
    }

    /** Opposite infinities add up to no number either. */
    private static void requireNumbers(float[] samples, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (Float.isNaN(samples[i])) {
                throw new ArithmeticException("expected samples within [-1, 1], got NaN");
            }
        }
    }
}
