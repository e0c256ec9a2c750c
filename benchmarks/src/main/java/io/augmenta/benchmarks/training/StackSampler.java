package io.augmenta.benchmarks.training;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at a thread about every millisecond, at random moments, and counts how often it is outside of PyTorch's native
 * library. What the library's Java binding does in native code counts as inside.
 */
final class StackSampler {

    private static final String LIBRARY = "ai.djl.pytorch.jni.PyTorchLibrary";
    private static final Duration MEAN_PAUSE = Duration.ofMillis(1);

    private final Thread watched;
    private final Thread watcher;
    private volatile boolean stopped;
    private int samples;
    private int outside;

    private StackSampler(Thread watched) {
        this.watched = watched;
        this.watcher = new Thread(this::watch, "stack-sampler");
    }

    static StackSampler ofCurrentThread() {
        StackSampler sampler = new StackSampler(Thread.currentThread());
        sampler.watcher.setDaemon(true);
        sampler.watcher.start();
        return sampler;
    }

    private void watch() {
        while (!stopped) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * MEAN_PAUSE.toNanos()));
            StackTraceElement[] stack = watched.getStackTrace();
            boolean inside = stack.length > 0
                    && stack[0].isNativeMethod()
                    && stack[0].getClassName().equals(LIBRARY);
            samples++;
            outside += inside ? 0 : 1;
        }
    }

    /** Ends the sampling and gives the share of moments outside. */
    double shareOutside() {
        stopped = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a sampler ends", e);
        }
        return (double) outside / samples;
    }
}
