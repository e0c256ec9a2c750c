package io.augmenta.generator;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Standard normal latents. Each image has a random generator of its own (L64X128MixRandom, specified bit by bit by the
 * JDK), seeded by the first 8 bytes of SHA-256 over (seed, class index, index) in big-endian order. So a latent depends
 * on nothing else: not on what is made in the same batch, nor on the order, the machine or the JDK.
 */
final class Latents {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Latents() {}

    /**
     * Draws the latent of one image.
     *
     * @param seed seed of the request
     * @param image the image
     * @param target takes the values at {@code offset} to {@code offset + size - 1}
     */
    static void draw(long seed, ImageKey image, float[] target, int offset, int size) {
        RandomGenerator random = FACTORY.create(mixed(seed, image));
        for (int i = 0; i < size; i++) {
            target[offset + i] = (float) random.nextGaussian();
        }
    }

    /** Neighbouring seeds and indexes must not give related streams, hence the hash. */
    private static long mixed(long seed, ImageKey image) {
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(seed)
                .putInt(image.classIndex())
                .putInt(image.index());
        MessageDigest sha256 = Sha256.digest();
        return ByteBuffer.wrap(sha256.digest(content.array())).getLong();
    }
}
