package io.augmenta.evaluator.study;

import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many copies of training images the generator kept back while it made the images of an answer. The images themselves
 * tell: those of a class and a seed have ascending indexes from 0, and an index that is missing is that of a copy.
 *
 * @param images how many were withheld, 0 or more
 * @param passed how many were compared with training images and answered; 0 where the generator compared none
 */
public record Withheld(int images, int passed) {
    /** Nothing is known, since the generator compared nothing. */
    public static final Withheld UNGUARDED = new Withheld(0, 0);

    private record Sequence(String label, long seed) {}

    private record Reach(int last, int images) {
        static Reach of(int index) {
            return new Reach(index, 1);
        }

        Reach and(Reach other) {
            return new Reach(Math.max(last, other.last), images + other.images);
        }

        int missing() {
            return last + 1 - images;
        }
    }

    /**
     * Counts the indexes that are missing before the last one of each class and seed.
     *
     * @param answer images of one checkpoint, each once, from the first of each class on; those that the generator did not
     *     compare with training images are left out of account
     */
    static Withheld from(Collection<LabelledImage> answer) {
        Map<Sequence, Reach> sequences = new HashMap<>();
        for (LabelledImage image : answer) {
            Provenance provenance = image.provenance();
            if (provenance != null && provenance.copyGuard() == CopyGuard.CHECKED) {
                sequences.merge(
                        new Sequence(image.label(), provenance.seed()), Reach.of(provenance.index()), Reach::and);
            }
        }
        return new Withheld(
                sequences.values().stream().mapToInt(Reach::missing).sum(),
                sequences.values().stream().mapToInt(Reach::images).sum());
    }

    /** How many were made: those that were withheld and those that passed. */
    public int made() {
        return images + passed;
    }

    /** Withheld images as a share of those that were made; empty where the generator compared none. */
    public OptionalDouble share() {
        return passed == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) images / made());
    }
}
