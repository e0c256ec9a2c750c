package io.augmenta.generator.batching;

import io.augmenta.generator.batching.Request.Share;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs of one engine, shared by all who want images of it at the same time. A fixed number of threads does them, each on one
 * core, from what the engine is given to what is made of its samples: that gets further than one run on all cores, within
 * which the cores wait for each other after every layer, and nothing else competes with them for the cores.
 *
 * <p>Who finds a thread's place free takes it for its own images, so that who is alone waits for nobody. Where more is waiting
 * than there are callers to do it, other threads are asked for, which go on until nothing waits. First come, first served.
 * Thread-safe.
 */
public final class SharedRuns {
    /** How much the latest run counts in the mean by which waiting times are foretold. */
    private static final double LATEST_SHARE = 0.2;

    private final Engine engine;
    private final Settings settings;
    private final WaitClock clock;
    private final RunListener listener;
    private final Executor others;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition arrived = lock.newCondition();
    private final Deque<Share<?>> waiting = new ArrayDeque<>();
    private int waitingImages;
    /** Places taken by threads that run, or are about to. */
    private int busy;

    private long runs;
    private double secondsPerImage;

    /**
     * How much is done at once.
     *
     * @param maxBatchImages the most images that are made at once, by all threads together, at least 1
     * @param maxBatchDelay how long the oldest of several requests waits for a run to fill; a request that waits alone
     *     never does
     * @param queueImages how many images may wait, at least as many as are made at once
     * @param threads how many runs there are at once, at least 1
     */
    public record Settings(int maxBatchImages, Duration maxBatchDelay, int queueImages, int threads) {
        /**
         * More images make a run no faster on one core (benchmarks/results/serving.md), but have others wait longer, and
         * leave less to the other threads.
         */
        private static final int LARGEST_RUN_IMAGES = 16;

        /** Checks that as much may wait as is made at once. */
        public Settings {
            if (maxBatchImages < 1 || queueImages < maxBatchImages || maxBatchDelay.isNegative() || threads < 1) {
                throw new IllegalArgumentException("expected batches of at least 1 image, a queue that holds one of"
                        + " them, a delay of at least 0 and at least 1 thread, got " + maxBatchImages + ", "
                        + queueImages + ", " + maxBatchDelay + " and " + threads);
            }
        }

        /** The most images of one run, which one thread makes. */
        public int maxRunImages() {
            return Math.min(LARGEST_RUN_IMAGES, (maxBatchImages + threads - 1) / threads);
        }

        /** Into how many parts, as equal as can be, images are divided so that all threads have the same to do. */
        public int parts(int images) {
            int atOnce = Math.min(threads, images);
            int rounds = (images + atOnce * maxRunImages() - 1) / (atOnce * maxRunImages());
            return Math.min(images, rounds * atOnce);
        }
    }

    /**
     * Shares an engine, which stays with the caller; each run is told to the listener.
     *
     * @param others runs what is done beside the callers' threads, at once or not at all
     */
    public SharedRuns(Engine engine, Settings settings, WaitClock clock, RunListener listener, Executor others) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.others = others;
    }

    /**
     * Has images made, alone or together with those of others.
     *
     * @param parts each of at most as many images as one run takes, all together as many as may be made at once
     * @return what came of each part
     * @throws TooBusyException if there is no room in the queue and the caller does not wait for it
     * @throws DeadlineExceededException if the caller's deadline passes first
     * @throws CallerLeftException if the caller leaves first
     * @throws RunFailedException if the engine fails, or what finishes a part does
     * @throws InterruptedException if the calling thread is interrupted
     */
    public <T> List<T> run(List<Part<T>> parts, Caller caller)
            throws NotServedException, RunFailedException, InterruptedException {
        Request<T> request = new Request<>(parts, caller, lock.newCondition());
        requireFitting(request);
        caller.whenLeft(() -> wake(request));
        lock.lockInterruptibly();
        try {
            enter(request);
            return served(request);
        } finally {
            withdraw(request);
            lock.unlock();
            caller.whenLeft(null);
        }
    }

    private void requireFitting(Request<?> request) {
        int largest = request.shares().stream().mapToInt(Share::images).max().orElseThrow();
        if (largest > settings.maxRunImages() || request.images() > settings.maxBatchImages()) {
            throw new IllegalArgumentException(
                    "expected at most " + settings.maxRunImages() + " images for one run and "
                            + settings.maxBatchImages() + " in all, got " + largest + " and " + request.images());
        }
    }

    private void enter(Request<?> request) throws NotServedException, InterruptedException {
        request.caller().requireWaiting(clock.nanoTime());
        while (waitingImages + request.images() > settings.queueImages()) {
            if (!request.caller().admitted()) {
                throw TooBusyException.queueFull(
                        waitingImages, settings.queueImages(), waitingImages * secondsPerImage);
            }
            clock.await(room, request.caller().remainingNanos(clock.nanoTime()));
            request.caller().requireWaiting(clock.nanoTime());
        }
        request.caller().admit();
        request.queued(clock.nanoTime());
        waiting.addAll(request.shares());
        waitingImages += request.images();
        if (!isFirst(request)) {
            // whoever waits for a run to fill may have what it waits for
            wakeFirst();
            arrived.signal();
        }
    }

    private <T> List<T> served(Request<T> request) throws NotServedException, RunFailedException, InterruptedException {
        while (!request.ended()) {
            long now = clock.nanoTime();
            request.caller().requireWaiting(now);
            if (busy == settings.threads() || !isFirst(request)) {
                clock.await(request.changed(), request.caller().remainingNanos(now));
                continue;
            }
            long gathering = gatheringNanos(now);
            if (gathering > 0) {
                clock.await(
                        request.changed(), Math.min(gathering, request.caller().remainingNanos(now)));
            } else {
                busy++;
                lead();
                busy--;
                if (!isFirst(request)) {
                    askForAnother();
                }
            }
        }
        // what comes too late is as good as nothing to whoever set a deadline
        request.caller().requireWaiting(clock.nanoTime());
        return request.results();
    }

    private boolean isFirst(Request<?> request) {
        Share<?> first = waiting.peekFirst();
        return first != null && first.request() == request;
    }

    /** How long the first in the queue still waits for others. */
    private long gatheringNanos(long now) {
        Request<?> first = waiting.getFirst().request();
        if (first == waiting.getLast().request() || waitingImages >= settings.maxRunImages()) {
            return 0;
        }
        return first.sinceNanos() + settings.maxBatchDelay().toNanos() - now;
    }

    /** What another thread does: it has its place already, and gives it up when nothing waits. */
    private void work() {
        lock.lock();
        try {
            while (!waiting.isEmpty()) {
                long gathering = gatheringNanos(clock.nanoTime());
                if (gathering > 0) {
                    clock.await(arrived, gathering);
                } else {
                    lead();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy--;
            wakeFirst();
            lock.unlock();
        }
    }

    /** Has what waits done by another thread, where there is a place for one. */
    private void askForAnother() {
        if (waiting.isEmpty() || busy == settings.threads()) {
            return;
        }
        busy++;
        try {
            others.execute(this::work);
        } catch (RejectedExecutionException e) {
            // there are none any more at a shutdown: callers do without
            busy--;
            wakeFirst();
        }
    }

    /** Does one run, for the first in the queue and those that fit behind it. */
    private void lead() {
        List<Share<?>> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        askForAnother();
        boolean alone = busy == 1;
        long started = clock.nanoTime();
        lock.unlock();
        List<Outcome> outcomes;
        try {
            outcomes = outcomes(batch, alone, started);
        } finally {
            lock.lock();
        }
        int images = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            images += batch.get(i).images();
            batch.get(i).end(outcomes.get(i));
        }
        tally(images, clock.nanoTime() - started);
    }

    private List<Share<?>> take() {
        List<Share<?>> batch = new ArrayList<>();
        int images = 0;
        int most = runImages();
        long now = clock.nanoTime();
        for (Share<?> next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            // who does not wait any more takes no place
            boolean wanted = next.request().caller().waits(now);
            if (wanted && images > 0 && images + next.images() > most) {
                break;
            }
            waiting.removeFirst();
            waitingImages -= next.images();
            if (wanted) {
                batch.add(next);
                images += next.images();
            } else {
                // who has left without saying so has to be told to find out
                next.request().changed().signal();
            }
        }
        room.signalAll();
        return batch;
    }

    /** Threads that have nothing to do get their share. */
    private int runImages() {
        int threads = settings.threads() - busy + 1;
        return Math.min(settings.maxRunImages(), (waitingImages + threads - 1) / threads);
    }

    private void tell(List<Share<?>> batch, long startedNanos) {
        listener.began(batch.stream().mapToInt(Share::images).sum());
        batch.forEach(share ->
                listener.waited(Duration.ofNanos(startedNanos - share.request().sinceNanos())));
    }

    /** What became of each share; a failure must reach all who wait, not only the thread that it happened in. */
    private List<Outcome> outcomes(List<Share<?>> batch, boolean alone, long startedNanos) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        try {
            tell(batch, startedNanos);
            Rows rows = Rows.joined(
                    batch.stream().map(share -> share.part().rows().get()).toList());
            float[] samples = alone && rows.images() == 1 ? engine.runAlone(rows) : engine.run(rows);
            int first = 0;
            for (Share<?> share : batch) {
                outcomes.add(finished(share.part(), new Made(samples, first, share.images())));
                first += share.images();
            }
        } catch (RunFailedException | RuntimeException | Error e) {
            outcomes.clear();
            batch.forEach(share -> outcomes.add(new Outcome.Failure(e)));
        }
        return outcomes;
    }

    private static Outcome finished(Part<?> part, Made made) {
        try {
            return new Outcome.Success(part.finish().of(made));
        } catch (RunFailedException | RuntimeException | Error e) {
            return new Outcome.Failure(e);
        }
    }

    private void tally(int images, long nanos) {
        double latest = nanos / 1e9 / images / settings.threads();
        secondsPerImage = runs == 0 ? latest : secondsPerImage + LATEST_SHARE * (latest - secondsPerImage);
        runs++;
    }

    /** Takes what is left of a request out of the queue. */
    private void withdraw(Request<?> request) {
        boolean first = isFirst(request);
        boolean any = false;
        for (Share<?> share : request.shares()) {
            if (share.open() && waiting.remove(share)) {
                waitingImages -= share.images();
                any = true;
            }
        }
        if (any) {
            room.signalAll();
        }
        if (first) {
            wakeFirst();
        }
    }

    private void wakeFirst() {
        Share<?> first = waiting.peekFirst();
        if (first != null && busy < settings.threads()) {
            first.request().changed().signal();
        }
    }

    private void wake(Request<?> request) {
        lock.lock();
        try {
            request.changed().signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many images wait now. */
    public int waitingImages() {
        lock.lock();
        try {
            return waitingImages;
        } finally {
            lock.unlock();
        }
    }

    /** How full the queue is, from 0 to 1. */
    public double fullness() {
        return (double) waitingImages() / settings.queueImages();
    }

    /** How many runs there were. */
    public long runs() {
        lock.lock();
        try {
            return runs;
        } finally {
            lock.unlock();
        }
    }

    /** How much is done at once. */
    public Settings settings() {
        return settings;
    }
}
