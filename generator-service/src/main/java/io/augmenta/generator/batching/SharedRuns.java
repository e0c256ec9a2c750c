package io.augmenta.generator.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one engine, shared by all who want images of it at the same time. There is no thread of its own: the first in the
 * queue runs the engine for itself and for as many behind it as fit, then the next one does. So who is alone waits for
 * nobody, and while one run lasts the next batch gathers. First come, first served. Thread-safe.
 */
public final class SharedRuns {
    /** How much the latest run counts in the mean by which waiting times are foretold. */
    private static final double LATEST_SHARE = 0.2;

    private final Engine engine;
    private final Settings settings;
    private final WaitClock clock;
    private final RunListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Share> waiting = new ArrayDeque<>();
    private int waitingImages;
    private boolean running;
    private long runs;
    private double secondsPerImage;

    /**
     * How much is done at once.
     *
     * @param maxBatchImages the most images of one run, at least 1
     * @param maxBatchDelay how long the oldest of several requests waits for the batch to fill; a request that waits
     *     alone never does
     * @param queueImages how many images may wait, at least as many as one run takes
     */
    public record Settings(int maxBatchImages, Duration maxBatchDelay, int queueImages) {
        /** Checks that a whole batch may wait. */
        public Settings {
            if (maxBatchImages < 1 || queueImages < maxBatchImages || maxBatchDelay.isNegative()) {
                throw new IllegalArgumentException("expected batches of at least 1 image, a queue that holds one of"
                        + " them and a delay of at least 0, got " + maxBatchImages + ", " + queueImages + " and "
                        + maxBatchDelay);
            }
        }
    }

    /** Shares an engine, which stays with the caller. */
    public SharedRuns(Engine engine, Settings settings, WaitClock clock) {
        this(engine, settings, clock, RunListener.NONE);
    }

    /** Shares an engine, which stays with the caller; each run is told to the listener. */
    public SharedRuns(Engine engine, Settings settings, WaitClock clock, RunListener listener) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Has images made, alone or together with those of others.
     *
     * @param rows at most as many as one run takes
     * @throws TooBusyException if there is no room in the queue and the caller does not wait for it
     * @throws DeadlineExceededException if the caller's deadline passes first
     * @throws CallerLeftException if the caller leaves first
     * @throws RunFailedException if the engine fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Made run(Rows rows, Caller caller) throws NotServedException, RunFailedException, InterruptedException {
        if (rows.images() > settings.maxBatchImages()) {
            throw new IllegalArgumentException(
                    "expected at most " + settings.maxBatchImages() + " images for one run," + " got " + rows.images());
        }
        Share share = new Share(rows, caller, lock.newCondition());
        caller.whenLeft(() -> wake(share));
        lock.lockInterruptibly();
        try {
            enter(share);
            return served(share);
        } finally {
            withdraw(share);
            lock.unlock();
            caller.whenLeft(null);
        }
    }

    private void enter(Share share) throws NotServedException, InterruptedException {
        share.caller.requireWaiting(clock.nanoTime());
        while (waitingImages + share.images() > settings.queueImages()) {
            if (!share.caller.admitted()) {
                throw TooBusyException.queueFull(
                        waitingImages, settings.queueImages(), waitingImages * secondsPerImage);
            }
            clock.await(room, share.caller.remainingNanos(clock.nanoTime()));
            share.caller.requireWaiting(clock.nanoTime());
        }
        share.caller.admit();
        share.sinceNanos = clock.nanoTime();
        share.queued = true;
        waiting.add(share);
        waitingImages += share.images();
        wakeFirst();
    }

    private Made served(Share share) throws NotServedException, RunFailedException, InterruptedException {
        while (share.outcome == null) {
            long now = clock.nanoTime();
            share.caller.requireWaiting(now);
            if (running || waiting.peekFirst() != share) {
                clock.await(share.changed, share.caller.remainingNanos(now));
                continue;
            }
            long gathering = gatheringNanos(now);
            if (gathering > 0) {
                clock.await(share.changed, Math.min(gathering, share.caller.remainingNanos(now)));
            } else {
                lead();
            }
        }
        // what comes too late is as good as nothing to whoever set a deadline
        share.caller.requireWaiting(clock.nanoTime());
        return share.outcome.made(share.first, share.images());
    }

    /** How long the first in the queue still waits for others. */
    private long gatheringNanos(long now) {
        if (waiting.size() == 1 || waitingImages >= settings.maxBatchImages()) {
            return 0;
        }
        return waiting.getFirst().sinceNanos + settings.maxBatchDelay().toNanos() - now;
    }

    /** Runs the engine for the first in the queue and those that fit behind it. */
    private void lead() {
        List<Share> batch = take();
        running = true;
        long started = clock.nanoTime();
        lock.unlock();
        Outcome outcome;
        try {
            tell(batch, started);
            outcome = outcomeOf(batch);
        } finally {
            lock.lock();
            running = false;
        }
        int first = 0;
        for (Share share : batch) {
            share.first = first;
            share.outcome = outcome;
            first += share.images();
            share.changed.signal();
        }
        tally(first, clock.nanoTime() - started);
        wakeFirst();
    }

    private List<Share> take() {
        List<Share> batch = new ArrayList<>();
        int images = 0;
        long now = clock.nanoTime();
        for (Share next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            // who leads was there a moment ago; who is no longer takes no place, and finds out by itself
            boolean wanted = batch.isEmpty() || next.caller.waits(now);
            if (wanted && images + next.images() > settings.maxBatchImages()) {
                break;
            }
            waiting.removeFirst();
            next.queued = false;
            waitingImages -= next.images();
            if (wanted) {
                batch.add(next);
                images += next.images();
            }
        }
        room.signalAll();
        return batch;
    }

    private void tell(List<Share> batch, long startedNanos) {
        listener.began(batch.stream().mapToInt(Share::images).sum());
        batch.forEach(share -> listener.waited(Duration.ofNanos(startedNanos - share.sinceNanos)));
    }

    private Outcome outcomeOf(List<Share> batch) {
        try {
            Rows rows = Rows.joined(batch.stream().map(share -> share.rows).toList());
            return new Success(engine.run(rows));
        } catch (RunFailedException | RuntimeException | Error e) {
            // must reach all who wait for this run, not only the thread that it happened in
            return new Failure(e);
        }
    }

    private void tally(int images, long nanos) {
        double latest = nanos / 1e9 / images;
        secondsPerImage = runs == 0 ? latest : secondsPerImage + LATEST_SHARE * (latest - secondsPerImage);
        runs++;
    }

    /** Takes a share out of the queue, where it is in there. */
    private void withdraw(Share share) {
        if (!share.queued) {
            return;
        }
        boolean first = waiting.peekFirst() == share;
        waiting.remove(share);
        share.queued = false;
        waitingImages -= share.images();
        room.signalAll();
        if (first) {
            wakeFirst();
        }
    }

    private void wakeFirst() {
        Share first = waiting.peekFirst();
        if (first != null && !running) {
            first.changed.signal();
        }
    }

    private void wake(Share share) {
        lock.lock();
        try {
            share.changed.signal();
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

    /** The most images of one run. */
    public int maxBatchImages() {
        return settings.maxBatchImages();
    }

    /** One caller's images within the queue or a run. Guarded by the lock. */
    private static final class Share {
        private final Rows rows;
        private final Caller caller;
        private final Condition changed;
        private long sinceNanos;
        private boolean queued;
        private int first;
        private @Nullable Outcome outcome;

        Share(Rows rows, Caller caller, Condition changed) {
            this.rows = rows;
            this.caller = caller;
            this.changed = changed;
        }

        int images() {
            return rows.images();
        }
    }

    /** What a run gave to its shares. */
    private sealed interface Outcome {

        Made made(int first, int images) throws RunFailedException;
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    private record Success(float[] samples) implements Outcome {
        @Override
        public Made made(int first, int images) {
            return new Made(samples, first, images);
        }
    }

    private record Failure(Throwable reason) implements Outcome {
        /** Each caller gets an exception of its own, with its own thread's trace. */
        @Override
        public Made made(int first, int images) throws RunFailedException {
            throw new RunFailedException(String.valueOf(reason.getMessage()), reason);
        }
    }
}
