package io.augmenta.zoo.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A stream of random numbers fixed by a seed, a purpose and an index. Streams of different purposes or indices are
 * independent for all practical ends; the same three always give the same stream, on every machine and JDK from 17 on.
 *
 * <p>The numbers come from L64X128MixRandom (Steele and Vigna 2021, "LXM: Better Splittable Pseudorandom Number
 * Generators"), seeded through the 64-bit finaliser of SplitMix. Used by one thread at a time.
 */
public final class RandomStream {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator generator;

    private RandomStream(RandomGenerator generator) {
        this.generator = generator;
    }

    /**
     * Begins a stream.
     *
     * @param purpose what the numbers are for, such as {@code latents}; any text
     * @param index which stream of that purpose: a step, an epoch
     */
    public static RandomStream of(long seed, String purpose, long index) {
        long mixed = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed ^ purpose.charAt(i));
        }
        return new RandomStream(GENERATORS.create(mix(mixed ^ index)));
    }

    /** SplitMix64's increment and finaliser: a bijection whose every output bit depends on every input bit. */
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Draws from the normal distribution of mean 0 and deviation 1. */
    public float[] gaussians(int count) {
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (float) generator.nextGaussian();
        }
        return drawn;
    }

    /** Draws evenly from 0 (inclusive) to 1 (exclusive). */
    public float[] uniforms(int count) {
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (generator.nextLong() >>> 40) * 0x1p-24f;
        }
        return drawn;
    }

    /** The numbers 0 to {@code count - 1} in random order, every order as likely as any other (Fisher and Yates). */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** From 0 to {@code bound - 1}; a bound is favoured by at most bound / 2³², which no run can see. */
    private int below(int bound) {
        return (int) (((generator.nextLong() >>> 32) * bound) >>> 32);
    }

    /**
     * Fills the first {@code count} bytes with even random bits, whatever the machine's byte order.
     *
     * @param target its capacity must be at least {@code count} rounded up to a multiple of 8
     */
    public void fill(ByteBuffer target, int count) {
        LongBuffer words =
                target.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        int wordCount = (count + Long.BYTES - 1) / Long.BYTES;
        for (int i = 0; i < wordCount; i++) {
            words.put(i, generator.nextLong());
        }
    }
}
