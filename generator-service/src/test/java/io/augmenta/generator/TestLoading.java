package io.augmenta.generator;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Loaded generators for tests. */
final class TestLoading {
    private TestLoading() {}

    static LoadedGenerators generators(ArtifactStore store, int capacity, int maxBatchImages, int threads) {
        return generators(store, capacity, maxBatchImages, threads, WaitClock.system(), true);
    }

    static LoadedGenerators generators(
            ArtifactStore store, int capacity, int maxBatchImages, int threads, WaitClock clock) {
        return generators(store, capacity, maxBatchImages, threads, clock, true);
    }

    static LoadedGenerators generators(
            ArtifactStore store, int capacity, int maxBatchImages, int threads, WaitClock clock, boolean copyGuard) {
        return new LoadedGenerators(
                store,
                new LoadedGenerators.Settings(
                        capacity,
                        1 << 24,
                        new SharedRuns.Settings(maxBatchImages, Duration.ZERO, 4096, threads),
                        copyGuard),
                clock);
    }

    /** All images of an order, taken at once. */
    static List<LabelledImage> images(SyntheticImages images, LoadedGenerators.Lease lease, GenerationOrder order)
            throws Exception {
        return new ImageSequences<>(
                        images, lease, order.checkpoint(), order.seed(), Function.identity(), Caller.patient())
                .next(order.classIndexes(0, order.images()));
    }
}
