package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.OpenRequests;
import io.augmenta.generator.batching.TooBusyException;
import io.augmenta.generator.batching.WaitClock;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds until its response has been written or given up: its place among the open requests, and its
 * generator. The request scope gives both back, since a body that is written later may also never be written.
 */
@RequestScoped
public class RequestInProgress {
    private final OpenRequests openRequests;
    private final LoadedGenerators generators;
    private final WaitClock clock;
    private final CurrentVertxRequest connection;
    private boolean begun;
    private LoadedGenerators.@Nullable Lease lease;

    RequestInProgress(
            OpenRequests openRequests, LoadedGenerators generators, WaitClock clock, CurrentVertxRequest connection) {
        this.openRequests = openRequests;
        this.generators = generators;
        this.clock = clock;
        this.connection = connection;
    }

    /**
     * Takes a place, where there is one. Whoever closes the connection leaves whatever queue it waits in.
     *
     * @param deadline from now until all is made
     * @throws TooBusyException if there is none
     */
    public Caller begin(Optional<Duration> deadline) throws TooBusyException {
        openRequests.begin();
        begun = true;
        RoutingContext current = connection.getCurrent();
        // while images wait for a run the end is told; once a body is streamed its writer takes that over, so it is
        // asked for
        Caller caller =
                Caller.refusable(clock, deadline, () -> current.response().closed());
        current.addEndHandler(ended -> {
            if (ended.failed()) {
                caller.leave();
            }
        });
        return caller;
    }

    /**
     * Gets the generator of a checkpoint ready; the end of the request gives it back.
     *
     * @throws GeneratorUnavailableException if it cannot be loaded
     */
    public LoadedGenerators.Lease lease(CheckpointPublished checkpoint)
            throws GeneratorUnavailableException, InterruptedException {
        LoadedGenerators.Lease leased = generators.lease(checkpoint);
        lease = leased;
        return leased;
    }

    @PreDestroy
    void end() {
        if (lease != null) {
            lease.close();
        }
        if (begun) {
            openRequests.end();
        }
    }
}
