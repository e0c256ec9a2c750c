package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.GenerationObserver.Outcome;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.DeadlineExceededException;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.batching.WaitClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
    private final AnswerBatches batches;
    private final AnswerLog log;
    private final GenerationObserver observer;
    private final Clock clock;
    private final WaitClock runClock;
    private final int maxImages;
    private volatile boolean stopping;

    /**
     * Takes its collaborators, which stay with the caller.
     *
     * @param clock what deadlines are told by
     * @param runClock the clock of the generators' runs
     * @param maxImages the most images that one request may ask for, at least 1
     */
    public GenerationAnswers(
            Checkpoints checkpoints,
            LoadedGenerators generators,
            AnswerBatches batches,
            AnswerLog log,
            GenerationObserver observer,
            Clock clock,
            WaitClock runClock,
            int maxImages) {
        if (maxImages < 1) {
            throw new IllegalArgumentException("expected at least 1 image of a request, got " + maxImages);
        }
        this.checkpoints = checkpoints;
        this.generators = generators;
        this.batches = batches;
        this.log = log;
        this.observer = observer;
        this.clock = clock;
        this.runClock = runClock;
        this.maxImages = maxImages;
    }

    /**
     * Answers a request; when this returns, the whole answer is stored for good. What fails unexpectedly is told as a
     * failure and then thrown.
     *
     * @throws AnswerNotStoredException if the log does not take the answer
     * @throws GenerationStoppedException if {@link #stop} was called before the end
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void answer(GenerationRequested request) throws InterruptedException {
        long started = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = outcomeOf(request);
        } catch (GenerationStoppedException e) {
            outcome = Outcome.STOPPED;
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
        batches.stop();
    }

    private Outcome outcomeOf(GenerationRequested request) throws InterruptedException {
        try {
            complete(request);
            return Outcome.COMPLETED;
        } catch (ImpossibleRequestException e) {
            fail(request, e);
            return Outcome.REFUSED;
        } catch (DeadlineExceededException e) {
            fail(request, new DeadlinePassedException(request, e));
            return Outcome.EXPIRED;
        } catch (NotServedException e) {
            // one that waits as long as it takes is left unserved only when the service stops
            throw new GenerationStoppedException(request.requestId(), e);
        } catch (GeneratorUnavailableException e) {
            fail(request, e);
            return Outcome.FAILED;
        } catch (ImagesNotStoredException e) {
            requireNotStopping(request, e);
            fail(request, e);
            return Outcome.FAILED;
        } catch (RuntimeException e) {
            requireNotStopping(request, e);
            failBeforeThrowing(request, e);
            throw e;
        } catch (Error e) {
            failBeforeThrowing(request, e);
            throw e;
        }
    }

    /** What fails now fails because its surroundings go away, and must not count against the request. */
    private void requireNotStopping(GenerationRequested request, Exception failure) {
        if (stopping) {
            throw new GenerationStoppedException(request.requestId(), failure);
        }
    }

    private void complete(GenerationRequested request)
            throws ImpossibleRequestException, GeneratorUnavailableException, ImagesNotStoredException,
                    NotServedException, InterruptedException {
        Caller caller = caller(request);
        caller.requireWaiting(runClock.nanoTime());
        CheckpointPublished checkpoint = checkpoints
                .await(request.checkpointId())
                .orElseThrow(() -> new UnknownCheckpointException(request.checkpointId(), checkpoints.newestFirst()));
        GenerationOrder order = GenerationOrder.of(checkpoint, request.counts(), request.seed(), maxImages);
        AnswerBatches.Published published;
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            published = batches.publish(request.requestId(), order, lease, caller);
        }
        caller.requireWaiting(runClock.nanoTime());
        store(new GenerationCompleted(
                request.requestId(),
                request.checkpointId(),
                order.counts(),
                PublishedAt.ranges(published.batches()),
                published.withheld()));
        if (!published.withheld().isEmpty()) {
            LOG.info(
                    "copies=withheld request={} checkpoint={} images={}",
                    request.requestId(),
                    request.checkpointId(),
                    published.withheld());
        }
    }

    private Caller caller(GenerationRequested request) {
        Instant deadline = request.deadline();
        return deadline == null
                ? Caller.patient()
                : Caller.patient(runClock, Duration.between(clock.instant(), deadline));
    }

    private void fail(GenerationRequested request, Exception reason) throws InterruptedException {
        store(new GenerationFailed(request.requestId(), String.valueOf(reason.getMessage())));
    }

    /** Nobody is to wait for an answer for good; what is wrong with the log as well only adds to what is wrong. */
    private void failBeforeThrowing(GenerationRequested request, Throwable reason) {
        try {
            store(new GenerationFailed(request.requestId(), "the generator failed unexpectedly: " + reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }

    private void store(GenerationEvent event) throws InterruptedException {
        AnswerLog.await(event.requestId(), log.publish(event));
    }
}
