package io.augmenta.generator.batching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelEngineTest {
    private static final int LATENT_SIZE = 2;

    private final ExecutorService others = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        others.shutdownNow();
    }

    @Test
    void anImageIsTheSameHoweverItsBatchIsDivided() throws Exception {
        for (int threads = 1; threads <= 3; threads++) {
            for (int maxPartImages : new int[] {1, 3, 64}) {
                for (int images = 1; images <= 20; images++) {
                    Rows rows = rows(images);
                    Engine parallel = new ParallelEngine(
                            ParallelEngineTest::negated, ParallelEngineTest::negated, threads, maxPartImages, others);
                    assertArrayEquals(negated(rows), parallel.run(rows));
                }
            }
        }
    }

    @Test
    void partsAreAsEqualAsCanBeAndNotTooLarge() throws Exception {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        Engine counting = rows -> {
            sizes.add(rows.images());
            return negated(rows);
        };
        new ParallelEngine(counting, counting, 2, 32, others).run(rows(64));
        assertEquals(List.of(32, 32), List.copyOf(sizes));

        sizes.clear();
        new ParallelEngine(counting, counting, 2, 4, others).run(rows(10));
        assertEquals(List.of(3, 3, 4), sizes.stream().sorted().toList());

        sizes.clear();
        new ParallelEngine(counting, counting, 2, 32, others).run(rows(1));
        assertEquals(List.of(1), List.copyOf(sizes));
    }

    @Test
    void partsAreMadeAtTheSameTime() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        Engine meeting = rows -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new RunFailedException("the others did not come", e);
            }
            return negated(rows);
        };
        assertEquals(9 * LATENT_SIZE, new ParallelEngine(meeting, meeting, 3, 64, others).run(rows(9)).length);
    }

    @Test
    void whereTheOtherThreadsNeverComeTheCallerMakesAll() throws Exception {
        Rows rows = rows(10);
        assertArrayEquals(
                negated(rows),
                new ParallelEngine(ParallelEngineTest::negated, ParallelEngineTest::negated, 4, 64, work -> {})
                        .run(rows));
    }

    @Test
    void aFailureIsToldWhenNoPartRunsAnyMore() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean slowPartEnded = new AtomicBoolean();
        RunFailedException reason = new RunFailedException("out of order", null);
        Engine failing = rows -> {
            if (rows.labels()[0] == 0) {
                failed.countDown();
                throw reason;
            }
            await(failed);
            sleep();
            slowPartEnded.set(true);
            return negated(rows);
        };

        RunFailedException e = assertThrows(
                RunFailedException.class, () -> new ParallelEngine(failing, failing, 2, 64, others).run(rows(2)));

        assertEquals("out of order", e.getMessage());
        assertSame(reason, e.getCause());
        assertTrue(slowPartEnded.get(), "a part was still running");
    }

    @Test
    void anErrorOnAnotherThreadReachesTheCaller() {
        Engine exhausted = rows -> {
            throw new OutOfMemoryError("no room");
        };
        RunFailedException e = assertThrows(
                RunFailedException.class, () -> new ParallelEngine(exhausted, exhausted, 2, 64, others).run(rows(2)));
        assertEquals("no room", e.getMessage());
    }

    @Test
    void aSingleImageIsMadeByTheEngineForOne() throws Exception {
        Engine one = rows -> {
            assertEquals(1, rows.images());
            return new float[] {42};
        };
        Engine many = new ParallelEngine(ParallelEngineTest::negated, one, 2, 64, others);
        assertArrayEquals(new float[] {42}, many.run(rows(1)));
        assertArrayEquals(negated(rows(2)), many.run(rows(2)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] negated(Rows rows) {
        float[] samples = new float[rows.latents().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = -rows.latents()[i] - rows.labels()[i / LATENT_SIZE];
        }
        return samples;
    }

    private static Rows rows(int images) {
        float[] latents = new float[images * LATENT_SIZE];
        long[] labels = new long[images];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = i;
            labels[i / LATENT_SIZE] = i / LATENT_SIZE;
        }
        return new Rows(latents, labels);
    }
}
