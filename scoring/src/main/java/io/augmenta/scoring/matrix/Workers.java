package io.augmenta.scoring.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * How many threads a score may use, and when to stop. Scores do not depend on it. Each call makes its threads and ends them;
 * calls may run at the same time.
 *
 * @param threads at least 1
 * @param stop asked again and again by several threads at a time; once true, a score ends with a
 *     {@link CancellationException} within a moment: what a native routine still computes is left to its end, and to nobody
 */
public record Workers(int threads, BooleanSupplier stop) {
    private static final long STOP_ASKED_EVERY_MILLIS = 50;

    /** @throws IllegalArgumentException when there are no threads */
    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException("Scoring needs at least 1 thread, got " + threads);
        }
    }

    /** So many threads, which nobody stops but by interrupting the calling one. */
    public Workers(int threads) {
        this(threads, Never.STOPS);
    }

    /** The calling thread alone. */
    public static Workers one() {
        return new Workers(1);
    }

    /** A name for what never stops, so that it is known again. */
    private enum Never implements BooleanSupplier {
        STOPS;

        @Override
        public boolean getAsBoolean() {
            return false;
        }
    }

    /** Work on numbered tasks by one thread, which takes a task after the other until there are none left. */
    @FunctionalInterface
    interface Shift<R> {
        /** Does all tasks that {@code next} gives. */
        R work(Tasks next);
    }

    /** Gives each task to one thread only. Thread-safe. */
    static final class Tasks {
        private final int count;
        private final BooleanSupplier stop;
        private final AtomicInteger taken = new AtomicInteger();

        private Tasks(int count, BooleanSupplier stop) {
            this.count = count;
            this.stop = stop;
        }

        /** The next task, or -1 when there are none left. */
        int next() {
            stopIfAsked(stop);
            int task = taken.getAndIncrement();
            return task < count ? task : -1;
        }
    }

    /**
     * Shares out tasks 0 to {@code count - 1} and returns what each thread made of its share. Which thread does which task
     * is left to chance, so what is made of the results must not depend on it.
     *
     * @throws CancellationException when the calling thread is interrupted, and stays so, or when asked to stop
     */
    <R> List<R> share(int count, Shift<R> shift) {
        // short work may be done before anyone waits for it, and only who waits hears of an interruption
        stopIfAsked(stop);
        Tasks tasks = new Tasks(count, stop);
        int needed = Math.max(1, Math.min(threads, count));
        if (needed <= 1 && stop == Never.STOPS) {
            return List.of(shift.work(tasks));
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(needed, work -> {
            Thread thread = new Thread(work, "scoring-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> shifts = new ArrayList<>();
            for (int i = 0; i < needed; i++) {
                shifts.add(pool.submit(() -> shift.work(tasks)));
            }
            return results(shifts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Scoring was interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Does task 0 to {@code count - 1}, each once, in any order and several at a time.
     *
     * @throws CancellationException when the calling thread is interrupted, and stays so, or when asked to stop
     */
    public void each(int count, IntConsumer task) {
        share(count, tasks -> {
            for (int i = tasks.next(); i >= 0; i = tasks.next()) {
                task.accept(i);
            }
            return count;
        });
    }

    private static void stopIfAsked(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new CancellationException("Scoring was stopped");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Scoring was interrupted");
        }
    }

    private <R> List<R> results(List<Future<R>> futures) throws InterruptedException {
        List<R> results = new ArrayList<>();
        for (Future<R> future : futures) {
            results.add(result(future));
        }
        return results;
    }

    private <R> R result(Future<R> future) throws InterruptedException {
        while (true) {
            try {
                return future.get(STOP_ASKED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                stopIfAsked(stop);
            } catch (ExecutionException e) {
                throw unchecked(e);
            }
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}
