package io.augmenta.generator;

/**
 * From a generator's [-1, 1] to unsigned bytes: {@code floor((v + 1) * 127.5 + 0.5)} in double precision, held within 0 to
 * 255. That is the nearest level, halves up, and undoes without loss {@code level / 127.5 - 1}, by which training reads
 * images.
 */
final class Quantisation {
    private Quantisation() {}

    /**
     * Rounds one sample.
     *
     * @throws ArithmeticException if it is not a number
     */
    static byte toByte(float value) {
        if (Float.isNaN(value)) {
            throw new ArithmeticException("expected samples within [-1, 1], got NaN");
        }
        double level = Math.floor((value + 1.0) * 127.5 + 0.5);
        return (byte) (int) Math.max(0, Math.min(255, level));
    }
}
