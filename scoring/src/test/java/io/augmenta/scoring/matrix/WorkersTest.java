package io.augmenta.scoring.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void everyTaskIsDoneOnceByAsManyThreadsAsWanted() {
        AtomicIntegerArray done = new AtomicIntegerArray(500);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch allAreHere = new CountDownLatch(3);

        new Workers(3).each(500, task -> {
            done.incrementAndGet(task);
            if (threads.add(Thread.currentThread().getName())) {
                allAreHere.countDown();
                await(allAreHere);
            }
        });

        int[] once = new int[500];
        Arrays.fill(once, 1);
        int[] counts = new int[500];
        Arrays.setAll(counts, done::get);
        assertArrayEquals(once, counts);
        assertEquals(3, threads.size());
    }

    @Test
    void whatATaskThrowsReachesTheCaller() {
        for (int threads = 1; threads <= 2; threads++) {
            Workers workers = new Workers(threads);

            assertThrows(
                    ArithmeticException.class,
                    () -> workers.each(9, task -> {
                        throw new ArithmeticException("task " + task);
                    }));
        }
        new Workers(2).each(0, task -> {
            throw new ArithmeticException("there is no task");
        });
    }

    @Test
    void interruptedCallerGetsNoFigureAndStaysInterrupted() {
        for (int threads = 1; threads <= 2; threads++) {
            Workers workers = new Workers(threads);
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class, () -> workers.each(9, task -> {}));

            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void whatIsStoppedBetweenTasksBeginsNoOther() {
        for (int threads = 1; threads <= 2; threads++) {
            AtomicInteger begun = new AtomicInteger();
            Workers workers = new Workers(threads, () -> begun.get() >= 3);

            CancellationException stopped = assertThrows(
                    CancellationException.class, () -> workers.each(1_000, task -> begun.incrementAndGet()));

            assertEquals("Scoring was stopped", stopped.getMessage());
            // a thread may have taken a task before the other one began the third
            assertTrue(begun.get() <= 3 + threads - 1, begun + " tasks of " + threads + " threads");
        }
    }

    @Test
    void whatCannotBeCutShortIsLeftToItself() {
        for (int threads = 1; threads <= 2; threads++) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            Workers workers = new Workers(threads, () -> begun.getCount() == 0);

            assertThrows(
                    CancellationException.class,
                    () -> workers.each(1, task -> {
                        begun.countDown();
                        await(released);
                    }));

            assertEquals(1, released.getCount());
            released.countDown();
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
