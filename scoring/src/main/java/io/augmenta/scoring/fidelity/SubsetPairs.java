package io.augmenta.scoring.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Pairs of equally large subsets of two sets. Immutable as long as nobody writes into the arrays. */
record SubsetPairs(List<Pair> pairs, int size) {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    /** Sorted indices into the first and the second set. */
    static final class Pair {
        private final int[] first;
        private final int[] second;

        Pair(int[] first, int[] second) {
            this.first = first;
            this.second = second;
        }

        int[] first() {
            return first;
        }

        int[] second() {
            return second;
        }
    }

    /** Draws without replacement within a subset. */
    static SubsetPairs draw(long seed, int count, int size, int firstCount, int secondCount) {
        RandomGenerator random = RANDOM.create(seed);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(new Pair(subset(random, size, firstCount), subset(random, size, secondCount)));
        }
        return new SubsetPairs(List.copyOf(pairs), size);
    }

    private static int[] subset(RandomGenerator random, int size, int of) {
        int[] all = IntStream.range(0, of).toArray();
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(of - i);
            int drawn = all[j];
            all[j] = all[i];
            all[i] = drawn;
        }
        int[] subset = Arrays.copyOf(all, size);
        Arrays.sort(subset);
        return subset;
    }
}
