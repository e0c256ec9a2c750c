package io.augmenta.ingest.split;

import io.augmenta.imaging.identity.DisjointSets;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.FingerprintIndex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Images that look alike, directly or through others, in groups: one of a group in training gives away another in a test.
 * Images are told by their position in a list; the lowest position stands for its group.
 */
public final class LeakGroups {
    private final int[] representatives;
    private final int groups;

    private LeakGroups(int[] representatives, int groups) {
        this.representatives = representatives;
        this.groups = groups;
    }

    /**
     * Groups images.
     *
     * @param fingerprints of all images
     * @param radiusBits how far apart two fingerprints may be for the images to be alike
     * @return the groups; which they are does not depend on the order of the images
     */
    public static LeakGroups of(List<Fingerprint> fingerprints, int radiusBits) {
        FingerprintIndex index = new FingerprintIndex(radiusBits);
        DisjointSets sets = new DisjointSets(fingerprints.size());
        for (Fingerprint fingerprint : fingerprints) {
            List<Integer> alike = index.withinRadius(fingerprint);
            int position = index.add(fingerprint);
            alike.forEach(other -> sets.join(other, position));
        }
        int[] representatives = new int[fingerprints.size()];
        for (int i = 0; i < representatives.length; i++) {
            representatives[i] = sets.representative(i);
        }
        return new LeakGroups(representatives, sets.count());
    }

    /** {@return how many groups there are, images that are like no other counted as groups of one} */
    public int count() {
        return groups;
    }

    /**
     * The position of the image that stands for a group.
     *
     * @param position of any image of the group
     * @return the lowest position in the group
     */
    public int representative(int position) {
        return representatives[position];
    }

    /**
     * The sizes of the largest groups.
     *
     * @param most how many sizes
     * @return members of each, the largest first
     */
    public List<Integer> largest(int most) {
        int[] members = new int[representatives.length];
        for (int representative : representatives) {
            members[representative]++;
        }
        return Arrays.stream(members)
                .filter(count -> count > 0)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
    }
}
