package io.augmenta.generator.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parts of a batch at the same time, each on one core. That gets further than one run on all cores: within a run
 * the cores wait for each other after every layer, while parts have nothing to wait for, and their maps fit into a core's
 * cache.
 *
 * <p>The caller's thread works too, and takes whatever part no other thread has begun, so that a batch never waits for
 * threads that are busy with another one. Safe for as many threads as the engine is.
 */
public final class ParallelEngine implements Engine {
    private final Engine engine;
    private final Engine forOne;
    private final int threads;
    private final int maxPartImages;
    private final Executor others;

    /**
     * Shares an engine among threads; it and they stay with the caller.
     *
     * @param engine makes parts, each on one core; may be run by several threads at once
     * @param forOne makes a single image, which cannot be divided, on all cores; gives the same bits
     * @param threads how many parts are made at once, at least 1
     * @param maxPartImages the most images of one part, at least 1
     * @param others runs what is done beside the caller's thread
     */
    public ParallelEngine(Engine engine, Engine forOne, int threads, int maxPartImages, Executor others) {
        if (threads < 1 || maxPartImages < 1) {
            throw new IllegalArgumentException(
                    "expected at least 1 thread and 1 image, got " + threads + " and " + maxPartImages);
        }
        this.engine = engine;
        this.forOne = forOne;
        this.threads = threads;
        this.maxPartImages = maxPartImages;
        this.others = others;
    }

    @Override
    public float[] run(Rows rows) throws RunFailedException {
        if (rows.images() == 1) {
            return forOne.run(rows);
        }
        List<Rows> parts = parts(rows);
        if (parts.size() == 1) {
            return engine.run(rows);
        }
        List<CompletableFuture<float[]>> made =
                parts.stream().map(part -> new CompletableFuture<float[]>()).toList();
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
                make(parts.get(part), made.get(part));
            }
        };
        for (int helper = 1; helper < Math.min(threads, parts.size()); helper++) {
            others.execute(work);
        }
        work.run();
        return joined(made);
    }

    private List<Rows> parts(Rows rows) {
        int images = rows.images();
        int count = Math.max(Math.min(threads, images), (images + maxPartImages - 1) / maxPartImages);
        List<Rows> parts = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            parts.add(rows.part((int) ((long) images * part / count), (int) ((long) images * (part + 1) / count)));
        }
        return parts;
    }

    private void make(Rows part, CompletableFuture<float[]> made) {
        try {
            made.complete(engine.run(part));
        } catch (RunFailedException | RuntimeException | Error e) {
            // whoever waits for the whole batch must hear of it, on whichever thread it happened
            made.completeExceptionally(e);
        }
    }

    /** Waits for all parts also where one fails: afterwards the engine may be closed. */
    private static float[] joined(List<CompletableFuture<float[]>> made) throws RunFailedException {
        List<float[]> parts = new ArrayList<>(made.size());
        Throwable failure = null;
        for (CompletableFuture<float[]> part : made) {
            try {
                parts.add(part.join());
            } catch (CompletionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        rethrow(failure);
        float[] samples = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, samples, at, part.length);
            at += part.length;
        }
        return samples;
    }

    private static void rethrow(@Nullable Throwable failure) throws RunFailedException {
        if (failure != null) {
            throw new RunFailedException(String.valueOf(failure.getMessage()), failure);
        }
    }
}
