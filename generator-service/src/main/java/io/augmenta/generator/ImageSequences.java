package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * For each class of a checkpoint, the images of one seed by ascending index, without those that are near copies of training
 * images. Which these are depends on the checkpoint, the class and the seed alone, not on how many are taken at once. Used
 * by one thread at a time.
 *
 * @param <T> what is made of each image
 */
public final class ImageSequences<T> {
    /** So many copies are put up with before the first other image, and so many for each other one. */
    private static final int LEAST_WITHHELD = 100;

    private static final int MOST_WITHHELD_FOR_ONE = 9;

    private final SyntheticImages syntheticImages;
    private final LoadedGenerators.Lease lease;
    private final CheckpointPublished checkpoint;
    private final long seed;
    private final Function<LabelledImage, T> product;
    private final Caller caller;
    private final List<Sequence<T>> sequences = new ArrayList<>();

    /** How far a class has got, and what passed but was not handed out yet. */
    private static final class Sequence<T> {
        private final Deque<T> ready = new ArrayDeque<>();
        private int next;
        private int wanted;
        private int passed;
        private int withheld;
    }

    /**
     * Starts before the first image of each class.
     *
     * @param lease the checkpoint's generator; stays with the caller
     * @param seed what latents are drawn from
     * @param product what is made of each image, by the threads that make them
     * @param caller whoever waits for them
     */
    public ImageSequences(
            SyntheticImages syntheticImages,
            LoadedGenerators.Lease lease,
            CheckpointPublished checkpoint,
            long seed,
            Function<LabelledImage, T> product,
            Caller caller) {
        this.syntheticImages = syntheticImages;
        this.lease = lease;
        this.checkpoint = checkpoint;
        this.seed = seed;
        this.product = product;
        this.caller = caller;
        checkpoint.classes().forEach(label -> sequences.add(new Sequence<>()));
    }

    /**
     * Makes further images.
     *
     * @param classIndexes the class of each image that is wanted, as an index into the checkpoint's classes
     * @return what was made for each of these: of the next one of its class
     * @throws GeneratorUnavailableException if the graph fails, gives something that is no image, or hardly anything but
     *     copies
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public List<T> next(List<Integer> classIndexes)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        classIndexes.forEach(index -> sequences.get(index).wanted++);
        for (List<ImageKey> keys = following(classIndexes); !keys.isEmpty(); keys = missing()) {
            make(keys);
        }
        List<T> images = new ArrayList<>(classIndexes.size());
        for (int index : classIndexes) {
            images.add(sequences.get(index).ready.remove());
        }
        return images;
    }

    private List<ImageKey> following(List<Integer> classIndexes) {
        List<ImageKey> keys = new ArrayList<>(classIndexes.size());
        for (int index : classIndexes) {
            keys.add(new ImageKey(index, sequences.get(index).next++));
        }
        return keys;
    }

    /** As many as were withheld, so that none is made that is not needed. */
    private List<ImageKey> missing() {
        List<ImageKey> keys = new ArrayList<>();
        for (int index = 0; index < sequences.size(); index++) {
            Sequence<T> sequence = sequences.get(index);
            for (int i = 0; i < sequence.wanted; i++) {
                keys.add(new ImageKey(index, sequence.next++));
            }
        }
        return keys;
    }

    private void make(List<ImageKey> keys)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        List<Optional<T>> made = syntheticImages.make(lease, checkpoint, seed, keys, product, caller);
        for (int i = 0; i < made.size(); i++) {
            Sequence<T> sequence = sequences.get(keys.get(i).classIndex());
            if (made.get(i).isPresent()) {
                sequence.ready.add(made.get(i).get());
                sequence.passed++;
                sequence.wanted--;
            } else {
                sequence.withheld++;
                requireMoreThanCopies(sequence, keys.get(i));
            }
        }
    }

    private void requireMoreThanCopies(Sequence<T> sequence, ImageKey last) throws GeneratorUnavailableException {
        if (sequence.withheld > LEAST_WITHHELD + (long) MOST_WITHHELD_FOR_ONE * sequence.passed) {
            throw GeneratorUnavailableException.onlyCopies(
                    checkpoint.checkpointId(),
                    checkpoint.classes().get(last.classIndex()),
                    sequence.withheld,
                    last.index() + 1);
        }
    }

    /** What is to be said of the images. */
    public CopyGuard guard() {
        return lease.guard();
    }

    /** How many images of each class were withheld so far, in the order of the classes; without those that have none. */
    public Map<String, Integer> withheld() {
        Map<String, Integer> withheld = new LinkedHashMap<>();
        for (int index = 0; index < sequences.size(); index++) {
            if (sequences.get(index).withheld > 0) {
                withheld.put(checkpoint.classes().get(index), sequences.get(index).withheld);
            }
        }
        return Collections.unmodifiableMap(withheld);
    }
}
