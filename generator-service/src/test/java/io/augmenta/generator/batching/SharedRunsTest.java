package io.augmenta.generator.batching;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // some only take up room
class SharedRunsTest {
    private static final int MAX_BATCH = 6;
    private static final int QUEUE = 8;
    private static final Duration DELAY = Duration.ofMillis(10);

    private final GatedEngine engine = new GatedEngine();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final ManualClock clock = new ManualClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SharedRuns runs = new SharedRuns(
            engine, new SharedRuns.Settings(MAX_BATCH, DELAY, QUEUE, 1), clock, RunListener.NONE, threads);

    @AfterEach
    void stop() {
        engine.let(1000);
        threads.shutdownNow();
    }

    /** Time stands still here: whoever waited for others would wait for ever. */
    @Test
    void whoeverIsAloneWaitsForNobody() throws Exception {
        engine.let(1);

        assertEquals(List.of(5f), made(runs, rows(5), Caller.patient()));
        assertEquals(List.of(1), engine.batches());
    }

    @Test
    void thoseWhoComeDuringARunShareTheNextAndGetTheirOwnImages() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Future<List<Float>> second = queue(rows(2, 3), Caller.patient());
        Future<List<Float>> third = queue(rows(4), Caller.patient());
        Future<List<Float>> fourth = queue(rows(5, 6, 7), Caller.patient());

        engine.let(2);

        assertEquals(List.of(1f), first.get());
        assertEquals(List.of(2f, 3f), second.get());
        assertEquals(List.of(4f), third.get());
        assertEquals(List.of(5f, 6f, 7f), fourth.get());
        assertEquals(List.of(1, 6), engine.batches());
    }

    @Test
    void batchesAreNoLargerThanAllowedAndNobodyIsOvertaken() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        List<Future<List<Float>>> others = new ArrayList<>();
        others.add(queue(rows(2, 3, 4), Caller.patient()));
        others.add(queue(rows(5, 6, 7, 8), Caller.patient()));
        others.add(queue(rows(9), Caller.patient()));

        engine.let(1);
        first.get();
        clock.advance(DELAY);
        engine.let(2);

        assertEquals(List.of(2f, 3f, 4f), others.get(0).get());
        assertEquals(List.of(5f, 6f, 7f, 8f), others.get(1).get());
        assertEquals(List.of(9f), others.get(2).get());
        assertEquals(List.of(1, 3, 5), engine.batches());
    }

    @Test
    void severalThatDoNotFillABatchWaitForMoreButNoLongerThanAllowed() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Future<List<Float>> second = queue(rows(2), Caller.patient());
        Future<List<Float>> third = queue(rows(3), Caller.patient());
        engine.let(2);
        first.get();
        clock.advance(DELAY.minusNanos(1));
        Thread.sleep(50);
        assertFalse(second.isDone());
        Future<List<Float>> fourth = queue(rows(4), Caller.patient());
        clock.advance(Duration.ofNanos(1));

        assertEquals(List.of(2f), second.get());
        assertEquals(List.of(3f), third.get());
        assertEquals(List.of(4f), fourth.get());
        assertEquals(List.of(1, 3), engine.batches());
    }

    @Test
    void fullBatchDoesNotWait() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Future<List<Float>> second = queue(rows(2, 3, 4), Caller.patient());
        Future<List<Float>> third = queue(rows(5, 6, 7), Caller.patient());
        engine.let(2);

        first.get();
        second.get();
        third.get();
        assertEquals(List.of(1, 6), engine.batches());
    }

    @Test
    void whoeverFindsTheQueueFullIsToldAtOnceWhenToComeBack() throws Exception {
        begin(rows(1));
        queue(rows(2, 3, 4, 5), Caller.patient());
        queue(rows(6, 7, 8), Caller.patient());

        TooBusyException e = assertThrows(TooBusyException.class, () -> made(runs, rows(9, 10), hurried()));

        assertEquals(Duration.ofSeconds(1), e.retryAfter());
        assertTrue(e.getMessage().contains("7 images wait and there is room for 8"), e.getMessage());
        assertEquals(7, runs.waitingImages());
        // what fits is still let in
        queue(rows(11), hurried());
    }

    @Test
    void retryIsAdvisedForWhenTheQueueWillBeEmpty() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        clock.advance(Duration.ofSeconds(3));
        engine.let(1);
        first.get();
        begin(rows(1));
        queue(rows(2, 3, 4, 5, 6), Caller.patient());
        queue(rows(7, 8, 9), Caller.patient());

        TooBusyException e = assertThrows(TooBusyException.class, () -> made(runs, rows(10), hurried()));

        // 8 images of 3 seconds each
        assertEquals(Duration.ofSeconds(24), e.retryAfter());
    }

    @Test
    void whoeverWaitsForRoomGetsIt() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        queue(rows(2, 3, 4, 5), Caller.patient());
        queue(rows(6, 7, 8, 9), Caller.patient());
        Future<List<Float>> late = threads.submit(() -> made(runs, rows(10, 11), Caller.patient()));
        Thread.sleep(30);
        assertEquals(8, runs.waitingImages());

        engine.let(1);
        first.get();
        clock.advance(DELAY);
        engine.let(5);

        assertEquals(List.of(10f, 11f), late.get());
    }

    /** An answer that has begun must not end in the middle because others came. */
    @Test
    void whoeverWasLetInOnceWaitsForRoomAfterwards() throws Exception {
        Caller streaming = hurried();
        engine.let(1);
        made(runs, rows(1), streaming);
        Future<List<Float>> other = begin(rows(2));
        queue(rows(3, 4, 5, 6), Caller.patient());
        queue(rows(7, 8, 9, 10), Caller.patient());

        Future<List<Float>> next = threads.submit(() -> made(runs, rows(11), streaming));
        engine.let(1);
        other.get();
        clock.advance(DELAY);
        engine.let(5);

        assertEquals(List.of(11f), next.get());
    }

    @Test
    void clientThatLeavesFreesItsPlace() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Caller leaving = hurried();
        Future<List<Float>> left = queue(rows(2, 3, 4, 5, 6), leaving);
        Future<List<Float>> staying = queue(rows(7), hurried());

        leaving.leave();

        assertInstanceOf(
                CallerLeftException.class,
                assertThrows(ExecutionException.class, left::get).getCause());
        assertEquals(1, runs.waitingImages());
        engine.let(2);
        first.get();
        assertEquals(List.of(7f), staying.get());
        assertEquals(List.of(1, 1), engine.batches());
        assertThrows(CallerLeftException.class, () -> made(runs, rows(8), leaving));
    }

    @Test
    void nothingMoreIsMadeForAClientThatIsGone() throws Exception {
        Caller streaming = hurried();
        engine.let(1);
        made(runs, rows(1), streaming);

        gone.set(true);

        assertThrows(CallerLeftException.class, () -> made(runs, rows(2), streaming));
        assertEquals(List.of(1), engine.batches());
    }

    @Test
    void deadlineThatPassesFreesThePlaceAndNothingIsMadeForIt() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Future<List<Float>> late =
                queue(rows(2, 3), Caller.refusable(clock, Optional.of(Duration.ofMillis(500)), () -> false));
        clock.advance(Duration.ofMillis(499));
        Thread.sleep(30);
        assertEquals(2, runs.waitingImages());

        clock.advance(Duration.ofMillis(1));

        Throwable e = assertThrows(ExecutionException.class, late::get).getCause();
        assertInstanceOf(DeadlineExceededException.class, e);
        assertTrue(String.valueOf(e.getMessage()).contains("deadline of 500 ms"), e.getMessage());
        assertEquals(0, runs.waitingImages());
        engine.let(1);
        first.get();
        assertEquals(List.of(1), engine.batches());
    }

    @Test
    void imagesThatComeTooLateAreNotDelivered() throws Exception {
        Future<List<Float>> late = threads.submit(
                () -> made(runs, rows(1), Caller.refusable(clock, Optional.of(Duration.ofSeconds(1)), () -> false)));
        await().until(engine::busy);
        clock.advance(Duration.ofSeconds(1));
        engine.let(1);

        assertInstanceOf(
                DeadlineExceededException.class,
                assertThrows(ExecutionException.class, late::get).getCause());
    }

    @Test
    void deadlineIsKeptWhileAnotherThreadMakesTheImages() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        queue(rows(2), Caller.patient());
        Future<List<Float>> late =
                queue(rows(3), Caller.refusable(clock, Optional.of(Duration.ofSeconds(1)), () -> false));
        engine.let(1);
        first.get();
        clock.advance(DELAY);
        await().until(() -> engine.busy() && runs.waitingImages() == 0);

        clock.advance(Duration.ofSeconds(1));

        assertInstanceOf(
                DeadlineExceededException.class,
                assertThrows(ExecutionException.class, late::get).getCause());
    }

    @Test
    void failureReachesAllWhoSharedTheRunAndTheNextRunIsAFreshOne() throws Exception {
        Future<List<Float>> first = begin(rows(1));
        Future<List<Float>> second = queue(rows(2, 3, 4), Caller.patient());
        Future<List<Float>> third = queue(rows(5, 6, 7), Caller.patient());
        engine.let(1);
        first.get();
        await().until(engine::busy);
        engine.fail(true);
        engine.let(1);

        Throwable one = assertThrows(ExecutionException.class, second::get).getCause();
        Throwable other = assertThrows(ExecutionException.class, third::get).getCause();
        assertInstanceOf(RunFailedException.class, one);
        assertEquals("out of order", other.getMessage());
        assertNotSame(one, other);
        engine.fail(false);
        engine.let(1);
        assertEquals(List.of(8f), made(runs, rows(8), Caller.patient()));
    }

    @Test
    void interruptedThreadFreesItsPlace() throws Exception {
        begin(rows(1));
        Future<List<Float>> interrupted = queue(rows(2, 3), Caller.patient());

        interrupted.cancel(true);

        await().until(() -> runs.waitingImages() == 0);
    }

    @Test
    void moreThanOneRunTakesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> made(runs, rows(1, 2, 3, 4, 5, 6, 7), Caller.patient()));
    }

    @Test
    void everybodyGetsTheirImagesWhenManyComeAtOnce() throws Exception {
        SharedRuns shared = new SharedRuns(
                rows -> rows.latents().clone(),
                new SharedRuns.Settings(16, Duration.ZERO, 64, 2),
                WaitClock.system(),
                RunListener.NONE,
                threads);
        List<Future<Boolean>> clients = new ArrayList<>();
        for (int client = 0; client < 32; client++) {
            int own = client;
            clients.add(threads.submit(() -> {
                boolean right = true;
                for (int i = 0; i < 2000; i++) {
                    float value = own * 10_000 + i;
                    right &= made(shared, rows(value, -value), Caller.patient()).equals(List.of(value, -value));
                }
                return right;
            }));
        }
        for (Future<Boolean> client : clients) {
            assertTrue(client.get());
        }
        assertEquals(0, shared.waitingImages());
        assertTrue(shared.runs() < 64_000, "nobody shared anything");
    }

    private Caller hurried() {
        return Caller.refusable(clock, Optional.empty(), gone::get);
    }

    /** Has the engine start with these. */
    private Future<List<Float>> begin(Rows rows) {
        Future<List<Float>> images = threads.submit(() -> made(runs, rows, Caller.patient()));
        await().until(() -> engine.busy() && runs.waitingImages() == 0);
        return images;
    }

    private Future<List<Float>> queue(Rows rows, Caller caller) {
        int before = runs.waitingImages();
        Future<List<Float>> images = threads.submit(() -> made(runs, rows, caller));
        await().until(() -> runs.waitingImages() == before + rows.images());
        return images;
    }

    private static Rows rows(float... latents) {
        return new Rows(latents, new long[latents.length]);
    }

    private static List<Float> made(SharedRuns runs, Rows rows, Caller caller) throws Exception {
        return runs.run(List.of(part(rows)), caller).get(0);
    }

    private static Part<List<Float>> part(Rows rows) {
        return new Part<>(rows.images(), () -> rows, SharedRunsTest::values);
    }

    private static List<Float> values(Made made) {
        List<Float> values = new ArrayList<>();
        for (float value : Arrays.copyOfRange(made.samples(), made.first(), made.first() + made.images())) {
            values.add(value);
        }
        return values;
    }
}
