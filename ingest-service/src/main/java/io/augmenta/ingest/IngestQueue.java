package io.augmenta.ingest;

import io.augmenta.ingest.folder.FileSelection;
import io.augmenta.ingest.folder.FolderLayout;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingests, one at a time and in the order they were asked for. Thread-safe. What it remembers of ingests goes with the
 * process; what they sealed does not.
 */
public final class IngestQueue {
    private static final Logger LOG = LoggerFactory.getLogger(IngestQueue.class);
    private static final int REMEMBERED = 1_000;

    private final IngestSettings settings;
    private final DatasetLog log;
    private final IngestObserver observer;
    private final Tracer tracer;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();
    private final Map<String, IngestProgress> ingests = new LinkedHashMap<>();
    private final ThreadPoolExecutor worker;

    /**
     * Makes an empty queue without traces.
     *
     * @param settings what holds for all ingests
     * @param log where they publish
     * @param observer hears what they do
     * @param clock tells the time
     */
    public IngestQueue(IngestSettings settings, DatasetLog log, IngestObserver observer, Clock clock) {
        this(settings, log, observer, OpenTelemetry.noop(), clock);
    }

    /**
     * Makes an empty queue.
     *
     * @param settings what holds for all ingests
     * @param log where they publish
     * @param observer hears what they do
     * @param openTelemetry keeps a span of each, which is a part of the trace of who asked for it; where nobody's was, as of a
     *     folder that is watched, the span begins one
     * @param clock tells the time
     */
    public IngestQueue(
            IngestSettings settings,
            DatasetLog log,
            IngestObserver observer,
            OpenTelemetry openTelemetry,
            Clock clock) {
        this.settings = settings;
        this.log = log;
        this.observer = observer;
        this.tracer = openTelemetry.getTracer("io.augmenta.ingest");
        this.clock = clock;
        this.worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(settings.queueCapacity()), work -> {
                    Thread thread = new Thread(work, "ingest");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Asks for an ingest.
     *
     * @param request what is to be ingested; its folder may be read
     * @return how it stands
     * @throws ImpossibleIngestException if the folder's layout shows already that it cannot be done
     * @throws QueueFullException if too many wait already, or the service leaves
     */
    public IngestStatus submit(IngestRequest request) {
        return submit(request, FileSelection.ALL, () -> {});
    }

    /**
     * Asks for an ingest of some files of a folder.
     *
     * @param request what is to be ingested; its folder may be read
     * @param selection which of its files; one that is changed meanwhile is rejected
     * @param afterwards is called when the ingest has ended, whatever the end, on the thread that did it; not where this method
     *     throws
     * @return how it stands
     * @throws ImpossibleIngestException if the folder's layout shows already that it cannot be done
     * @throws QueueFullException if too many wait already, or the service leaves
     */
    public IngestStatus submit(IngestRequest request, FileSelection selection, Runnable afterwards) {
        requireLayout(request);
        IngestProgress progress = new IngestProgress(UUID.randomUUID().toString(), request, clock);
        IngestStatus queued = progress.status();
        synchronized (ingests) {
            try {
                // what it publishes belongs to the trace of who asked for it
                worker.execute(Context.current().wrap(() -> {
                    try {
                        runTraced(progress, selection);
                    } finally {
                        afterwards.run();
                    }
                }));
            } catch (RejectedExecutionException e) {
                QueueFullException full = new QueueFullException(settings.queueCapacity());
                full.initCause(e);
                throw full;
            }
            ingests.put(progress.id(), progress);
            forgetOldest();
        }
        return queued;
    }

    private static void requireLayout(IngestRequest request) {
        try {
            FolderLayout.of(request.images()).require(request.splitRule());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + request.images() + ": " + e.getMessage(), e);
        }
    }

    private void forgetOldest() {
        Iterator<IngestProgress> oldest = ingests.values().iterator();
        while (ingests.size() > REMEMBERED && oldest.hasNext()) {
            if (oldest.next().status().state().ended()) {
                oldest.remove();
            }
        }
    }

    @SuppressWarnings("try") // the span is the thread's while it works
    private void runTraced(IngestProgress progress, FileSelection selection) {
        Span span = tracer.spanBuilder("ingest").startSpan();
        try (Scope ignored = span.makeCurrent()) {
            run(progress, selection);
        } finally {
            if (progress.status().state() != IngestState.SEALED) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private void run(IngestProgress progress, FileSelection selection) {
        long startNanos = System.nanoTime();
        LOG.info(
                "event=ingest_started ingest={} dataset={}",
                progress.id(),
                progress.request().dataset());
        try {
            stop.check();
            new Ingest(progress, selection, settings, log, observer, stop, clock).run();
        } catch (ImpossibleIngestException e) {
            LOG.warn("event=ingest_impossible ingest={} kind={}", progress.id(), e.kind());
            progress.impossible(String.valueOf(e.getMessage()));
        } catch (IngestStoppedException e) {
            LOG.info("event=ingest_stopped ingest={}", progress.id());
            progress.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.failed(String.valueOf(new IngestStoppedException().getMessage()));
        } catch (IOException | RuntimeException e) {
            fail(progress, e);
        } catch (Error e) {
            progress.failed("the service cannot go on: " + e);
            throw e;
        } finally {
            ended(progress.status(), Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private void fail(IngestProgress progress, Exception e) {
        if (stop.given()) {
            // the log or the temporary file was taken away under it
            LOG.info("event=ingest_stopped ingest={}", progress.id());
            progress.failed(String.valueOf(new IngestStoppedException().getMessage()));
        } else {
            if (e instanceof IOException || e instanceof UnpublishedException) {
                // what these say may name files
                LOG.error(
                        "event=ingest_failed ingest={} kind={}",
                        progress.id(),
                        e.getClass().getSimpleName());
            } else {
                LOG.error("event=ingest_failed ingest={}", progress.id(), e);
            }
            progress.failed(String.valueOf(e));
        }
    }

    private void ended(IngestStatus status, Duration took) {
        LOG.info(
                "event=ingest_ended ingest={} state={} files={} images={} duplicates={} rejected={} conflicts={} seconds={}",
                status.id(),
                status.state(),
                status.filesTotal(),
                status.images(),
                status.duplicates(),
                status.rejectedCount(),
                status.conflicts(),
                took.toMillis() / 1000.0);
        observer.ended(status.state(), took);
    }

    /**
     * Finds an ingest.
     *
     * @param id its id
     * @return how it stands; empty if this process knows of none
     */
    public Optional<IngestStatus> find(String id) {
        synchronized (ingests) {
            return Optional.ofNullable(ingests.get(id)).map(IngestProgress::status);
        }
    }

    /** {@return all ingests that are remembered, the latest first} */
    public List<IngestStatus> latestFirst() {
        List<IngestStatus> all = new ArrayList<>();
        synchronized (ingests) {
            ingests.values().forEach(progress -> all.add(progress.status()));
        }
        Collections.reverse(all);
        return all;
    }

    /** {@return how many ingests wait for their turn} */
    public int waiting() {
        return worker.getQueue().size();
    }

    /** {@return how full the queue is, from 0 to 1} */
    public double fullness() {
        return (double) waiting() / settings.queueCapacity();
    }

    /** {@return whether it takes requests} */
    public boolean open() {
        return !worker.isShutdown();
    }

    /**
     * Takes no more requests and ends the ingest under way, which seals nothing.
     *
     * @param atMost how long to wait for its end
     * @return whether it has ended
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean close(Duration atMost) throws InterruptedException {
        stop.give();
        worker.shutdown();
        if (worker.awaitTermination(atMost.toMillis() / 2, TimeUnit.MILLISECONDS)) {
            return true;
        }
        // it waits for something: the log, most likely
        worker.shutdownNow();
        boolean ended = worker.awaitTermination(atMost.toMillis() / 2, TimeUnit.MILLISECONDS);
        failWhatNeverStarted();
        return ended;
    }

    private void failWhatNeverStarted() {
        synchronized (ingests) {
            ingests.values().stream()
                    .filter(progress -> progress.status().state() == IngestState.QUEUED)
                    .forEach(progress -> progress.failed(String.valueOf(new IngestStoppedException().getMessage())));
        }
    }
}
