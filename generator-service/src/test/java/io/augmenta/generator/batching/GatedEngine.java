package io.augmenta.generator.batching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each row's latent back as its image of one sample, but only when a test lets it. */
final class GatedEngine implements Engine {
    private final Semaphore permits = new Semaphore(0);
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean failing;
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public float[] run(Rows rows) throws RunFailedException {
        running.incrementAndGet();
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            running.decrementAndGet();
        }
        batches.add(rows.images());
        if (failing) {
            throw new RunFailedException("out of order", null);
        }
        return rows.latents().clone();
    }

    void let(int runs) {
        permits.release(runs);
    }

    void fail(boolean whether) {
        failing = whether;
    }

    boolean busy() {
        return running.get() == 1;
    }

    /** How many images each run that has ended made. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }
}
