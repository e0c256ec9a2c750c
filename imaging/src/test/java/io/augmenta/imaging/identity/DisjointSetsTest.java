package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DisjointSetsTest {

    @Test
    void theLowestNumberOfEachSetRepresentsItAsRelabellingSays() {
        Random random = new Random(2);
        int size = 200;
        DisjointSets sets = new DisjointSets(size);
        int[] labels = new int[size];
        Arrays.setAll(labels, i -> i);
        for (int step = 0; step < 150; step++) {
            int first = random.nextInt(size);
            int second = random.nextInt(size);
            sets.join(first, second);
            int low = Math.min(labels[first], labels[second]);
            int high = Math.max(labels[first], labels[second]);
            for (int i = 0; i < size; i++) {
                labels[i] = labels[i] == high ? low : labels[i];
            }
        }
        for (int i = 0; i < size; i++) {
            assertEquals(labels[i], sets.representative(i));
        }
        assertEquals(Arrays.stream(labels).distinct().count(), sets.count());
    }
}
