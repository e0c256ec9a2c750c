package io.augmenta.quickstart.platform;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** All services as one Quarkus application, which can be started once in a process. */
final class Services {

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    /** Longer than the trainer takes to write a checkpoint on leaving. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);

    // Quarkus is one per process as well, and makes the instance of Resident itself
    private static final CompletableFuture<URI> STARTED = new CompletableFuture<>();

    private final Thread thread;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Services(Thread thread) {
        this.thread = thread;
    }

    /** Begins to start; configuration becomes system properties, which win over all files. */
    static Services begin(Map<String, String> configuration) {
        configuration.forEach(System::setProperty);
        Thread thread = new Thread(() -> Quarkus.run(Resident.class, Services::ended), "services");
        thread.start();
        return new Services(thread);
    }

    /** Waits until the services answer, and tells their base address. */
    URI awaitStart() throws PlatformException, InterruptedException {
        try {
            return STARTED.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new PlatformException("the services did not start: " + rootCause(e), e.getCause());
        } catch (TimeoutException e) {
            throw new PlatformException("the services did not start within " + START_WITHIN.toSeconds() + " s", e);
        }
    }

    /** Whether they have ended by themselves. */
    boolean gone() {
        return !stopping.get() && !thread.isAlive();
    }

    /** Ends them in order and waits for it. May be called more than once, and by several threads. */
    void stop() throws PlatformException {
        stopping.set(true);
        Quarkus.asyncExit();
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while the services were to end", e);
        }
        if (thread.isAlive()) {
            throw new PlatformException("the services did not end within " + STOP_WITHIN.toSeconds() + " s", null);
        }
    }

    private static void ended(int exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            STARTED.completeExceptionally(failure);
        } else {
            STARTED.completeExceptionally(new IllegalStateException("they ended at once with status " + exitCode));
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    /** What Quarkus runs when all services have started: tells where they are, and stays. */
    @ApplicationScoped
    @Unremovable
    static class Resident implements QuarkusApplication {

        private final HttpServer server;

        Resident(HttpServer server) {
            this.server = server;
        }

        @Override
        public int run(String... arguments) {
            STARTED.complete(server.getLocalBaseUri());
            Quarkus.waitForExit();
            return 0;
        }
    }
}
