package io.augmenta.ingest.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.Origin;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakGroupsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void groupsAreTheConnectedComponentsOfBruteForceComparison(long seed) {
        List<Fingerprint> fingerprints = new LookAlikes(seed)
                .families("a", 60, 5).images().stream()
                        .map(StoredImage::fingerprint)
                        .toList();

        LeakGroups groups = LeakGroups.of(fingerprints, LookAlikes.RADIUS_BITS);

        int[] expected = components(fingerprints);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], groups.representative(i), "image " + i);
        }
        assertEquals(Arrays.stream(expected).distinct().count(), groups.count());
    }

    @Test
    void likenessIsPassedOn() {
        Fingerprint one = new Fingerprint(0, 0, 0, 0);
        Fingerprint between = new Fingerprint(0xFFFFL, 0, 0, 0);
        Fingerprint other = new Fingerprint(0xFFFFFFFFL, 0, 0, 0);

        LeakGroups groups = LeakGroups.of(List.of(one, other, between), 16);

        assertEquals(1, groups.count());
        assertEquals(List.of(3), groups.largest(5));
    }

    @Test
    void largestGroupsComeFirst() {
        List<Fingerprint> fingerprints = new LookAlikes(5)
                .families("a", 1, 1).family(Origin.UNDIVIDED, "a", 4).family(Origin.UNDIVIDED, "b", 2).images().stream()
                        .map(StoredImage::fingerprint)
                        .toList();

        assertEquals(
                List.of(4, 2),
                LeakGroups.of(fingerprints, LookAlikes.RADIUS_BITS).largest(2));
    }

    private static int[] components(List<Fingerprint> fingerprints) {
        int[] component = new int[fingerprints.size()];
        Arrays.fill(component, -1);
        for (int start = 0; start < component.length; start++) {
            if (component[start] >= 0) {
                continue;
            }
            Deque<Integer> reached = new ArrayDeque<>(List.of(start));
            component[start] = start;
            while (!reached.isEmpty()) {
                int from = reached.pop();
                for (int to = 0; to < component.length; to++) {
                    if (component[to] < 0
                            && fingerprints.get(from).distance(fingerprints.get(to)) <= LookAlikes.RADIUS_BITS) {
                        component[to] = start;
                        reached.push(to);
                    }
                }
            }
        }
        return component;
    }
}
