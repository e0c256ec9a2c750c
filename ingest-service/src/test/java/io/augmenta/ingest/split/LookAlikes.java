package io.augmenta.ingest.split;

import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.Origin;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up images in families: members of a family look alike, families are as different as chance makes them. */
final class LookAlikes {
    static final int RADIUS_BITS = 20;

    private final Random random;
    private final List<StoredImage> images = new ArrayList<>();

    LookAlikes(long seed) {
        random = new Random(seed);
    }

    /** Families of random sizes up to a largest. */
    LookAlikes families(String label, int count, int largest) {
        for (int i = 0; i < count; i++) {
            family(Origin.UNDIVIDED, label, 1 + random.nextInt(largest));
        }
        return this;
    }

    LookAlikes family(Origin origin, String label, int size) {
        Fingerprint likeness =
                new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        for (int i = 0; i < size; i++) {
            // two members differ by at most 10 bits
            Fingerprint member = new Fingerprint(
                    likeness.word0() ^ (1L << random.nextInt(64)) ^ (1L << random.nextInt(64)),
                    likeness.word1() ^ (1L << random.nextInt(64)),
                    likeness.word2() ^ (1L << random.nextInt(64)),
                    likeness.word3() ^ (1L << random.nextInt(64)));
            add(origin, label, member);
        }
        return this;
    }

    /** Another image like the latest, wherever it lies and whatever it is called. */
    LookAlikes twinOfLatest(Origin origin, String label) {
        return add(origin, label, images.get(images.size() - 1).fingerprint());
    }

    private LookAlikes add(Origin origin, String label, Fingerprint fingerprint) {
        String id = "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        int number = images.size();
        images.add(new StoredImage(id, label, origin, fingerprint, number, label + "/" + number + ".png"));
        return this;
    }

    List<StoredImage> images() {
        return List.copyOf(images);
    }
}
