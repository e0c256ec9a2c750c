package io.augmenta.generator;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Publishes the images of an order, batch by batch as they are made: inside the events, or in the artifact store with
 * events that refer to them. Memory holds a few batches. The same order gives the same events. Thread-safe.
 */
public final class AnswerBatches {
    private final SyntheticImages syntheticImages;
    private final AnswerLog log;
    private final ClaimChecks claimChecks;
    private final GenerationObserver observer;
    private final BatchLimits limits;
    private volatile boolean stopping;

    /**
     * What was published.
     *
     * @param batches where the batches are
     * @param withheld images by class that were replaced, since they were copies of training images
     */
    record Published(List<PublishedAt> batches, Map<String, Integer> withheld) {}

    /** Takes its collaborators, which stay with the caller. */
    public AnswerBatches(
            SyntheticImages syntheticImages,
            AnswerLog log,
            ClaimChecks claimChecks,
            GenerationObserver observer,
            BatchLimits limits) {
        this.syntheticImages = syntheticImages;
        this.log = log;
        this.claimChecks = claimChecks;
        this.observer = observer;
        this.limits = limits;
    }

    /** Stops what is being published after its current batch; for good. */
    void stop() {
        stopping = true;
    }

    /**
     * Makes and publishes all images; when this returns, they are stored for good.
     *
     * @param lease the generator of the order's checkpoint; stays with the caller
     * @param caller whoever waits for them
     * @return where the batches are, and what was withheld
     * @throws GenerationStoppedException if {@link #stop} was called before the end
     */
    Published publish(String requestId, GenerationOrder order, LoadedGenerators.Lease lease, Caller caller)
            throws ImageTooLargeException, GeneratorUnavailableException, ImagesNotStoredException, NotServedException,
                    InterruptedException {
        AnswerLayout layout = AnswerLayout.of(order, requestId, syntheticImages.software(), limits);
        List<PublishedAt> stored = new ArrayList<>();
        Deque<CompletableFuture<PublishedAt>> inFlight = new ArrayDeque<>();
        ImageSequences<LabelledImage> sequences = new ImageSequences<>(
                syntheticImages, lease, order.checkpoint(), order.seed(), Function.identity(), caller);
        for (int from = 0; from < order.images(); from += layout.imagesPerBatch()) {
            if (stopping) {
                throw new GenerationStoppedException(requestId, null);
            }
            if (inFlight.size() == limits.inFlight()) {
                stored.add(AnswerLog.await(requestId, inFlight.remove()));
            }
            int to = Math.min(order.images(), from + layout.imagesPerBatch());
            List<LabelledImage> images = sequences.next(order.classIndexes(from, to));
            SyntheticBatch batch = new SyntheticBatch(
                    requestId, order.checkpoint().checkpointId(), from / layout.imagesPerBatch(), images);
            inFlight.add(log.publish(layout.stored() ? checkedIn(batch) : batch));
            observer.imagesMade(Channel.LOG, images.size());
        }
        while (!inFlight.isEmpty()) {
            stored.add(AnswerLog.await(requestId, inFlight.remove()));
        }
        return new Published(stored, sequences.withheld());
    }

    private SyntheticBatch checkedIn(SyntheticBatch batch) throws ImagesNotStoredException {
        try {
            return claimChecks.checkIn(batch);
        } catch (IOException e) {
            throw new ImagesNotStoredException(batch.sequence(), e);
        }
    }
}
