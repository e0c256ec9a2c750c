package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.GenerationObserver.Outcome;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers generation requests of the log: batches of images, then one completion that says where they are, or one
 * failure that says what is possible. Memory does not grow with the number of images. Answering a request again gives
 * the same images under the same ids. Thread-safe.
 */
public final class GenerationAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationAnswers.class);

    private final Checkpoints checkpoints;
    private final LoadedGenerators generators;
    private final SyntheticImages syntheticImages;
    private final AnswerLog log;
    private final GenerationObserver observer;
    private final Settings settings;
    private volatile boolean stopping;

    /**
     * What an answer may take.
     *
     * @param maxImages the most images that one request may ask for
     * @param maxBatchBytes the largest batch, as bytes on the wire
     * @param batchesInFlight how many batches may wait for being stored while the next one is made, at least 1
     */
    public record Settings(int maxImages, int maxBatchBytes, int batchesInFlight) {
        /** Checks that at least one of everything is allowed. */
        public Settings {
            if (maxImages < 1 || maxBatchBytes < 1 || batchesInFlight < 1) {
                throw new IllegalArgumentException("expected at least 1 image, 1 byte and 1 batch in flight, got "
                        + maxImages + ", " + maxBatchBytes + " and " + batchesInFlight);
            }
        }
    }

    /** Takes its collaborators, which stay with the caller. */
    public GenerationAnswers(
            Checkpoints checkpoints,
            LoadedGenerators generators,
            SyntheticImages syntheticImages,
            AnswerLog log,
            GenerationObserver observer,
            Settings settings) {
        this.checkpoints = checkpoints;
        this.generators = generators;
        this.syntheticImages = syntheticImages;
        this.log = log;
        this.observer = observer;
        this.settings = settings;
    }

    /**
     * Answers a request; when this returns, the whole answer is stored for good.
     *
     * @throws AnswerNotStoredException if the log does not take the answer
     * @throws GenerationStoppedException if {@link #stop} was called before the end
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void answer(GenerationRequested request) throws InterruptedException {
        long started = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            complete(request);
            outcome = Outcome.COMPLETED;
        } catch (ImpossibleRequestException e) {
            outcome = Outcome.REFUSED;
            fail(request, e);
        } catch (GeneratorUnavailableException e) {
            fail(request, e);
        } catch (NotServedException e) {
            // one that waits as long as it takes is left unserved only when the service stops
            outcome = Outcome.STOPPED;
            throw new GenerationStoppedException(request.requestId(), e);
        } catch (RuntimeException e) {
            if (stopping) {
                // what fails now fails because its surroundings go away, and must not count against the request
                outcome = Outcome.STOPPED;
                throw new GenerationStoppedException(request.requestId(), e);
            }
            throw e;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            observer.answered(Channel.LOG, outcome, took);
            LOG.info(
                    "generation={} request={} checkpoint={} millis={}",
                    outcome.name().toLowerCase(Locale.ROOT),
                    request.requestId(),
                    request.checkpointId(),
                    took.toMillis());
        }
    }

    /** Makes answers that are under way stop after their current batch; for good. */
    public void stop() {
        stopping = true;
    }

    private void complete(GenerationRequested request)
            throws ImpossibleRequestException, GeneratorUnavailableException, NotServedException, InterruptedException {
        CheckpointPublished checkpoint = checkpoints
                .await(request.checkpointId())
                .orElseThrow(() -> new UnknownCheckpointException(request.checkpointId(), checkpoints.newestFirst()));
        GenerationOrder order = GenerationOrder.of(checkpoint, request.counts(), request.seed(), settings.maxImages());
        List<PublishedAt> batches = publishBatches(request.requestId(), order);
        store(new GenerationCompleted(
                request.requestId(), request.checkpointId(), order.counts(), PublishedAt.ranges(batches)));
    }

    private List<PublishedAt> publishBatches(String requestId, GenerationOrder order)
            throws ImageTooLargeException, GeneratorUnavailableException, NotServedException, InterruptedException {
        int imagesPerBatch =
                BatchSize.imagesWithin(settings.maxBatchBytes(), order, requestId, syntheticImages.software());
        List<PublishedAt> stored = new ArrayList<>();
        Deque<CompletableFuture<PublishedAt>> inFlight = new ArrayDeque<>();
        Caller caller = Caller.patient();
        try (LoadedGenerators.Lease lease = generators.lease(order.checkpoint())) {
            for (int from = 0; from < order.images(); from += imagesPerBatch) {
                if (stopping) {
                    throw new GenerationStoppedException(requestId, null);
                }
                if (inFlight.size() == settings.batchesInFlight()) {
                    stored.add(await(requestId, inFlight.remove()));
                }
                int to = Math.min(order.images(), from + imagesPerBatch);
                List<LabelledImage> images = syntheticImages.make(lease, order, from, to, caller);
                inFlight.add(log.publish(new SyntheticBatch(
                        requestId, order.checkpoint().checkpointId(), from / imagesPerBatch, images)));
                observer.imagesMade(Channel.LOG, images.size());
            }
        }
        while (!inFlight.isEmpty()) {
            stored.add(await(requestId, inFlight.remove()));
        }
        return stored;
    }

    private void fail(GenerationRequested request, Exception reason) throws InterruptedException {
        store(new GenerationFailed(request.requestId(), String.valueOf(reason.getMessage())));
    }

    private void store(GenerationEvent event) throws InterruptedException {
        await(event.requestId(), log.publish(event));
    }

    private static PublishedAt await(String requestId, CompletableFuture<PublishedAt> storing)
            throws InterruptedException {
        try {
            return storing.get();
        } catch (ExecutionException e) {
            throw new AnswerNotStoredException(requestId, e);
        }
    }
}
