package io.augmenta.benchmarks.guard;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.FingerprintPair;
import io.augmenta.imaging.identity.NearFingerprints;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Times, on one thread, what the guard against copies does for each image: taking the fingerprints of an image and of its
 * mirror image, and looking for both among those of training images. Processor time, so that other work on the machine
 * counts little. Prints a line per figure: row, training images, distance, microseconds an image (the median over rounds);
 * tabs between.
 */
public final class CopyGuarding {
    private static final int SIDE = 64;
    private static final int PICTURES = 400;
    private static final int ROUNDS = 9;
    private static final int[] TRAINING_IMAGES = {3_000, 100_000};
    /** Below 17 the same picture, about 30 in the study's data set, 41 where groups of near duplicates keep apart. */
    private static final int[] COPY_BELOW = {17, 30, 41};

    private static int found;

    private CopyGuarding() {}

    /** Times all rows; takes no arguments. */
    public static void main(String[] arguments) {
        List<RasterImage> pictures = pictures();
        print(
                "fingerprints",
                0,
                0,
                microseconds(i -> found += FingerprintPair.of(pictures.get(i)).hashCode()));
        List<FingerprintPair> queries =
                pictures.stream().map(FingerprintPair::of).toList();
        for (int images : TRAINING_IMAGES) {
            List<Fingerprint> trained = fingerprints(queries, images);
            for (int copyBelow : COPY_BELOW) {
                NearFingerprints near = NearFingerprints.of(trained, copyBelow - 1);
                print("search", images, copyBelow, microseconds(i -> found += near.anyNear(queries.get(i)) ? 1 : 0));
            }
        }
        System.err.println("found " + found);
    }

    private static List<RasterImage> pictures() {
        PhantomSet set = new PhantomSet(3, PICTURES / LesionKind.values().length, SIDE);
        List<RasterImage> pictures = new ArrayList<>();
        for (LesionKind kind : LesionKind.values()) {
            for (int i = 0; i < PICTURES / LesionKind.values().length; i++) {
                pictures.add(set.image(kind, i));
            }
        }
        return pictures;
    }

    /** As many as are wanted, and as unevenly spread as those of slices: half of the bits of one, the rest of another. */
    private static List<Fingerprint> fingerprints(List<FingerprintPair> of, int count) {
        Random random = new Random(7);
        List<Fingerprint> fingerprints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long[] one = of.get(random.nextInt(of.size())).plain().words();
            long[] other = of.get(random.nextInt(of.size())).plain().words();
            long[] mixed = new long[one.length];
            for (int word = 0; word < mixed.length; word++) {
                long mask = random.nextLong();
                mixed[word] = (one[word] & mask) | (other[word] & ~mask);
                // one in eight turned over, so that nothing is found at once
                for (int flips = 0; flips < 8; flips++) {
                    mixed[word] ^= 1L << random.nextInt(Long.SIZE);
                }
            }
            fingerprints.add(new Fingerprint(mixed[0], mixed[1], mixed[2], mixed[3]));
        }
        return fingerprints;
    }

    private static double microseconds(IntConsumer work) {
        double[] rounds = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long started = processorNanos();
            for (int i = 0; i < PICTURES; i++) {
                work.accept(i);
            }
            if (round >= 0) {
                rounds[round] = (processorNanos() - started) / 1e3 / PICTURES;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String row, int trainingImages, int copyBelow, double microseconds) {
        System.out.println(
                String.format(Locale.ROOT, "%s\t%d\t%d\t%.1f", row, trainingImages, copyBelow, microseconds));
    }
}
