package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.LoadedGenerators;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds until its response has been written or given up: its turn and its generator. The request scope
 * gives both back, since a body that is written later may also never be written.
 */
@RequestScoped
class RequestInProgress {
    private final RequestTurns turns;
    private final LoadedGenerators generators;
    private boolean begun;
    private LoadedGenerators.@Nullable Lease lease;

    RequestInProgress(RequestTurns turns, LoadedGenerators generators) {
        this.turns = turns;
        this.generators = generators;
    }

    /** Waits for this request's turn and gets its generator ready. */
    LoadedGenerators.Lease begin(CheckpointPublished checkpoint)
            throws TooBusyException, GeneratorUnavailableException, InterruptedException {
        turns.begin();
        begun = true;
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
            turns.end();
        }
    }
}
