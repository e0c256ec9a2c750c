package io.augmenta.generator;

import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The images of an order, made batch by batch as they are taken, so that memory does not grow with their number. Used by one
 * thread at a time.
 *
 * @param <T> what is made of each image
 */
public final class ImageBatches<T> {
    private final SyntheticImages syntheticImages;
    private final ImageSequences<T> sequences;
    private final GenerationOrder order;
    private final int batchImages;
    private int next;

    /**
     * Starts before the first image.
     *
     * @param lease the generator of the order's checkpoint; stays with the caller
     * @param batchImages images of a batch, the last one excepted; at least 1
     * @param product what is made of each image, by the threads that make them
     * @param caller whoever waits for them
     */
    public ImageBatches(
            SyntheticImages syntheticImages,
            LoadedGenerators.Lease lease,
            GenerationOrder order,
            int batchImages,
            Function<LabelledImage, T> product,
            Caller caller) {
        if (batchImages < 1) {
            throw new IllegalArgumentException("expected batches of at least 1 image, got " + batchImages);
        }
        this.syntheticImages = syntheticImages;
        this.sequences =
                new ImageSequences<>(syntheticImages, lease, order.checkpoint(), order.seed(), product, caller);
        this.order = order;
        this.batchImages = batchImages;
    }

    /** What the images are. */
    public GenerationOrder order() {
        return order;
    }

    /** What makes them, with its version. */
    public String software() {
        return syntheticImages.software();
    }

    /** What is done so that they are no copies of training images. */
    public CopyGuard guard() {
        return sequences.guard();
    }

    /** How many images of each class were withheld so far, since they are near copies. */
    public Map<String, Integer> withheld() {
        return sequences.withheld();
    }

    /** Whether there are images that have not been taken. */
    public boolean hasNext() {
        return next < order.images();
    }

    /**
     * Makes the next ones.
     *
     * @throws GeneratorUnavailableException if the generator fails, or makes hardly anything but copies
     * @throws NotServedException if there is no room for the first batch, the deadline passes or the client leaves
     */
    public List<T> next() throws GeneratorUnavailableException, NotServedException, InterruptedException {
        int end = Math.min(order.images(), Math.addExact(next, batchImages));
        List<T> images = sequences.next(order.classIndexes(next, end));
        next = end;
        return images;
    }
}
