package io.augmenta.generator;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import java.time.Duration;

/** Loaded generators for tests. */
final class TestLoading {
    private TestLoading() {}

    static LoadedGenerators generators(ArtifactStore store, int capacity, int maxBatchImages, int threads) {
        return generators(store, capacity, maxBatchImages, threads, WaitClock.system());
    }

    static LoadedGenerators generators(
            ArtifactStore store, int capacity, int maxBatchImages, int threads, WaitClock clock) {
        return new LoadedGenerators(
                store,
                new LoadedGenerators.Settings(
                        capacity, 1 << 24, threads, new SharedRuns.Settings(maxBatchImages, Duration.ZERO, 4096)),
                clock);
    }
}
