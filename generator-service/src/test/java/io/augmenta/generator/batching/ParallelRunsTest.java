package io.augmenta.generator.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several runs at once, each on one core. */
class ParallelRunsTest {
    private static final int LATENT_SIZE = 2;
    private static final Executor NONE = work -> {
        throw new RejectedExecutionException("stopping");
    };

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void imagesAreTheSameHoweverTheyAreDividedAndCounted() throws Exception {
        for (int atOnce = 1; atOnce <= 3; atOnce++) {
            SharedRuns runs = runs(ParallelRunsTest::negated, atOnce, threads);
            for (int images = 1; images <= 20; images++) {
                for (int partImages : new int[] {1, 3, 16}) {
                    assertEquals(expected(images), made(runs, images, partImages, Caller.patient()));
                }
            }
        }
    }

    @Test
    void runsAreNoLargerThanOneCoreMakesBestAndLeaveNoThreadIdle() {
        assertEquals(16, settings(64, 1).maxRunImages());
        assertEquals(16, settings(64, 2).maxRunImages());
        assertEquals(8, settings(64, 8).maxRunImages());
        assertEquals(7, settings(20, 3).maxRunImages());
        assertEquals(1, settings(1, 4).maxRunImages());
    }

    @Test
    void imagesAreDividedSoThatAllThreadsHaveTheSameToDo() {
        assertEquals(4, settings(64, 1).parts(64));
        assertEquals(4, settings(64, 2).parts(64));
        assertEquals(2, settings(64, 2).parts(20));
        assertEquals(4, settings(64, 2).parts(40));
        assertEquals(2, settings(64, 2).parts(2));
        assertEquals(1, settings(64, 2).parts(1));
        assertEquals(6, settings(20, 3).parts(22));
    }

    /** What waits when a thread has nothing to do is not left to one that has. */
    @Test
    void thoseWhoWaitAreSharedOutAmongThreadsThatAreFree() throws Exception {
        assertEquals(expected(2), made(runs(meeting(2), 2, threads), 2, 1, Caller.patient()));
    }

    /** Ends a run only once so many are under way. */
    private static Engine meeting(int runs) {
        CyclicBarrier together = new CyclicBarrier(runs);
        return rows -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new RunFailedException("the others did not come", e);
            }
            return negated(rows);
        };
    }

    @Test
    void partsOfOneRequestAreMadeAtTheSameTime() throws Exception {
        assertEquals(expected(9), made(runs(meeting(3), 3, threads), 9, 3, Caller.patient()));
    }

    @Test
    void noMoreRunsAreUnderWayThanThereArePlaces() throws Exception {
        List<Integer> underWay = Collections.synchronizedList(new ArrayList<>());
        Set<Thread> running = ConcurrentHashMap.newKeySet();
        Engine counting = rows -> {
            running.add(Thread.currentThread());
            underWay.add(running.size());
            pause();
            running.remove(Thread.currentThread());
            return negated(rows);
        };
        SharedRuns runs = runs(counting, 2, threads);
        List<Future<List<Float>>> clients = new ArrayList<>();
        for (int client = 0; client < 12; client++) {
            clients.add(threads.submit(() -> made(runs, 20, 10, Caller.patient())));
        }
        for (Future<List<Float>> client : clients) {
            assertEquals(expected(20), client.get());
        }
        assertEquals(2, Collections.max(underWay));
    }

    /** As at a shutdown, when requests that are open still have to be served. */
    @Test
    void whereNoOtherThreadComesCallersMakeAllThemselves() throws Exception {
        SharedRuns runs = runs(ParallelRunsTest::negated, 2, NONE);
        assertEquals(expected(64), made(runs, 64, 4, Caller.patient()));

        List<Future<List<Float>>> clients = new ArrayList<>();
        for (int client = 0; client < 8; client++) {
            clients.add(threads.submit(() -> {
                List<Float> last = List.of();
                for (int i = 0; i < 500; i++) {
                    last = made(runs, 6, 2, Caller.patient());
                }
                return last;
            }));
        }
        for (Future<List<Float>> client : clients) {
            assertEquals(expected(6), client.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatIsMadeOfSamplesIsMadeByTheThreadOfTheRun() throws Exception {
        Set<Thread> ofRuns = ConcurrentHashMap.newKeySet();
        Engine noting = rows -> {
            ofRuns.add(Thread.currentThread());
            return negated(rows);
        };
        Part<Thread> part = new Part<>(1, () -> rows(0, 1), made -> Thread.currentThread());

        List<Thread> finishing = runs(noting, 2, threads).run(List.of(part, part, part, part), Caller.patient());

        assertEquals(ofRuns, Set.copyOf(finishing));
    }

    @Test
    void failureOfOnePartEndsTheRequestAndItsOtherPartsLeaveTheQueue() throws Exception {
        RunFailedException reason = new RunFailedException("out of order", null);
        List<Integer> made = Collections.synchronizedList(new ArrayList<>());
        Engine failing = rows -> {
            made.add((int) rows.labels()[0]);
            throw reason;
        };
        SharedRuns runs = runs(failing, 1, threads);

        RunFailedException e = assertThrows(RunFailedException.class, () -> made(runs, 32, 8, Caller.patient()));

        assertEquals("out of order", e.getMessage());
        assertSame(reason, e.getCause());
        assertEquals(0, runs.waitingImages());
        assertTrue(made.size() < 4, "all parts were made: " + made);
    }

    @Test
    void partThatCannotBeFinishedDoesNotHarmThoseThatShareItsRun() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Engine waiting = rows -> {
            await(go);
            return negated(rows);
        };
        SharedRuns runs = runs(waiting, 1, threads);
        Future<List<Float>> first = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> runs.runs() == 0 && runs.waitingImages() == 0 && !first.isDone());
        Part<Float> none = new Part<>(1, () -> rows(0, 1), made -> {
            throw new RunFailedException("got NaN", null);
        });
        Future<List<Float>> bad = threads.submit(() -> runs.run(List.of(none), Caller.patient()));
        Future<List<Float>> good = threads.submit(() -> made(runs, 2, 2, Caller.patient()));
        Awaitility.await().until(() -> runs.waitingImages() == 3);
        go.countDown();

        Throwable e = assertThrows(ExecutionException.class, bad::get).getCause();
        assertInstanceOf(RunFailedException.class, e);
        assertEquals("got NaN", e.getMessage());
        assertEquals(expected(2), good.get());
        assertEquals(2, runs.runs());
    }

    /** Who waits behind parts of another must not wait until all of these are made. */
    @Test
    void aPlaceThatBecomesFreeIsTakenThoughItsRequestIsNotDone() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(1);
        Engine engine = rows -> {
            await(rows.labels()[0] == 1 ? slow : quick);
            return negated(rows);
        };
        SharedRuns runs = runs(engine, 2, threads);
        Future<List<Float>> parted = threads.submit(() -> made(runs, 2, 1, Caller.patient()));
        Awaitility.await().until(() -> runs.waitingImages() == 0);
        Future<List<Float>> behind = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> runs.waitingImages() == 1);

        quick.countDown();

        assertEquals(expected(1), behind.get(10, TimeUnit.SECONDS));
        assertFalse(parted.isDone());
        slow.countDown();
        assertEquals(expected(2), parted.get(10, TimeUnit.SECONDS));
    }

    @Test
    void anErrorOnAnotherThreadReachesTheCaller() {
        Engine exhausted = rows -> {
            throw new OutOfMemoryError("no room");
        };
        RunFailedException e =
                assertThrows(RunFailedException.class, () -> made(runs(exhausted, 2, threads), 2, 1, Caller.patient()));
        assertEquals("no room", e.getMessage());
    }

    @Test
    void singleImageHasAllCoresOnlyWhileNothingElseIsMade() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        Engine engine = new Engine() {
            @Override
            public float[] run(Rows rows) {
                calls.add("run " + rows.images());
                ParallelRunsTest.await(go);
                return negated(rows);
            }

            @Override
            public float[] runAlone(Rows row) {
                calls.add("alone " + row.images());
                return negated(row);
            }
        };
        SharedRuns runs = runs(engine, 2, threads);
        made(runs, 1, 1, Caller.patient());
        assertEquals(List.of("alone 1"), calls);

        Future<List<Float>> two = threads.submit(() -> made(runs, 2, 2, Caller.patient()));
        Awaitility.await().until(() -> calls.size() == 2);
        Future<List<Float>> one = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> calls.size() == 3);
        go.countDown();
        two.get();
        one.get();
        assertEquals(List.of("alone 1", "run 2", "run 1"), calls);
    }

    @Test
    void clientThatLeavesTakesAllItsPartsWithIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        Engine waiting = rows -> {
            sizes.add(rows.images());
            await(go);
            return negated(rows);
        };
        SharedRuns runs = runs(waiting, 1, threads);
        Future<List<Float>> first = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> sizes.size() == 1);
        Caller leaving = Caller.refusable(WaitClock.system(), Optional.empty(), () -> false);
        Future<List<Float>> left = threads.submit(() -> made(runs, 40, 16, leaving));
        Awaitility.await().until(() -> runs.waitingImages() == 40);

        leaving.leave();

        assertInstanceOf(
                CallerLeftException.class,
                assertThrows(ExecutionException.class, left::get).getCause());
        assertEquals(0, runs.waitingImages());
        go.countDown();
        assertEquals(expected(1), first.get());
        assertEquals(List.of(1), sizes);
    }

    /** Whoever is gone without a word has nobody else to wake its thread, which would wait for ever. */
    @Test
    void threadOfAClientThatIsGoneDoesNotWaitForImagesThatNobodyMakes() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Engine waiting = rows -> {
            await(go);
            return negated(rows);
        };
        SharedRuns runs = runs(waiting, 1, threads);
        Future<List<Float>> first = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> runs.waitingImages() == 0);
        AtomicBoolean gone = new AtomicBoolean();
        Caller leaving = Caller.refusable(WaitClock.system(), Optional.empty(), gone::get);
        Future<List<Float>> left = threads.submit(() -> made(runs, 2, 1, leaving));
        Awaitility.await().until(() -> runs.waitingImages() == 2);

        gone.set(true);
        go.countDown();

        Throwable e = assertThrows(ExecutionException.class, () -> left.get(10, TimeUnit.SECONDS))
                .getCause();
        assertInstanceOf(CallerLeftException.class, e);
        assertEquals(expected(1), first.get());
        assertEquals(1, runs.runs());
    }

    /** A deadline must hold too while the images are on another thread, whose run goes on without a taker. */
    @Test
    void callerWhoseDeadlinePassesDoesNotWaitForTheRunOfAnotherThread() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Engine waiting = rows -> {
            await(go);
            return negated(rows);
        };
        SharedRuns runs = runs(waiting, 1, threads);
        Future<List<Float>> first = threads.submit(() -> made(runs, 1, 1, Caller.patient()));
        Awaitility.await().until(() -> runs.waitingImages() == 0);
        Caller hurried = Caller.patient(WaitClock.system(), Duration.ofMillis(50));
        Future<List<Float>> late = threads.submit(() -> made(runs, 2, 2, hurried));

        assertInstanceOf(
                DeadlineExceededException.class,
                assertThrows(ExecutionException.class, late::get).getCause());
        assertFalse(first.isDone());
        go.countDown();
        assertEquals(expected(1), first.get());
    }

    private static SharedRuns.Settings settings(int maxBatchImages, int atOnce) {
        return new SharedRuns.Settings(maxBatchImages, Duration.ZERO, 512, atOnce);
    }

    private static SharedRuns runs(Engine engine, int atOnce, Executor others) {
        return new SharedRuns(engine, settings(64, atOnce), WaitClock.system(), RunListener.NONE, others);
    }

    private static List<Float> made(SharedRuns runs, int images, int partImages, Caller caller) throws Exception {
        List<Part<List<Float>>> parts = new ArrayList<>();
        for (int from = 0; from < images; from += partImages) {
            int first = from;
            int count = Math.min(partImages, images - from);
            parts.add(new Part<>(count, () -> rows(first, count), ParallelRunsTest::values));
        }
        return runs.run(parts, caller).stream().flatMap(List::stream).toList();
    }

    private static List<Float> values(Made made) {
        List<Float> values = new ArrayList<>();
        for (int i = made.first() * LATENT_SIZE; i < (made.first() + made.images()) * LATENT_SIZE; i++) {
            values.add(made.samples()[i]);
        }
        return values;
    }

    private static List<Float> expected(int images) {
        List<Float> values = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < LATENT_SIZE; i++) {
                values.add(1f - (image * LATENT_SIZE + i) - image);
            }
        }
        return values;
    }

    private static Rows rows(int first, int images) {
        float[] latents = new float[images * LATENT_SIZE];
        long[] labels = new long[images];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = first * LATENT_SIZE + i;
            labels[i / LATENT_SIZE] = Math.addExact(first, i / LATENT_SIZE);
        }
        return new Rows(latents, labels);
    }

    private static float[] negated(Rows rows) {
        float[] samples = new float[rows.latents().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 1 - rows.latents()[i] - rows.labels()[i / LATENT_SIZE];
        }
        return samples;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
