package io.augmenta.generator.batching;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RunListenerTest {
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final RunListener listener = new RunListener() {
        @Override
        public void began(int images) {
            batches.add(images);
        }

        @Override
        public void waited(Duration inQueue) {
            waits.add(inQueue);
        }
    };

    @Test
    void hearsHowManyImagesARunHasAndHowLongEachOfThoseWhoShareItWaited() throws Exception {
        GatedEngine engine = new GatedEngine();
        ManualClock clock = new ManualClock();
        ExecutorService threads = Executors.newCachedThreadPool();
        SharedRuns runs =
                new SharedRuns(engine, new SharedRuns.Settings(4, Duration.ZERO, 8, 1), clock, listener, threads);
        Future<List<Made>> first = threads.submit(() -> runs.run(part(1), Caller.patient()));
        await().until(engine::busy);
        Future<List<Made>> second = threads.submit(() -> runs.run(part(2), Caller.patient()));
        await().until(() -> runs.waitingImages() == 2);
        clock.advance(Duration.ofMillis(30));
        Future<List<Made>> third = threads.submit(() -> runs.run(part(1), Caller.patient()));
        await().until(() -> runs.waitingImages() == 3);
        assertEquals(3 / 8.0, runs.fullness());
        clock.advance(Duration.ofMillis(12));

        engine.let(2);
        first.get();
        second.get();
        third.get();
        threads.shutdown();

        assertEquals(List.of(1, 3), batches);
        assertEquals(List.of(Duration.ZERO, Duration.ofMillis(42), Duration.ofMillis(12)), waits);
    }

    private static List<Part<Made>> part(int images) {
        return List.of(new Part<>(images, () -> new Rows(new float[images], new long[images]), made -> made));
    }
}
