package io.augmenta.generator;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The thread that makes generators ready before they are needed. Thread-safe; whoever made it closes it. */
public final class GeneratorPreparation implements Executor, AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread named = new Thread(task, "generator-preparation");
        named.setDaemon(true);
        return named;
    });

    /** Does nothing once it is closed: what is prepared then is needed by nobody. */
    @Override
    public void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    /** Leaves what has not begun undone. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
