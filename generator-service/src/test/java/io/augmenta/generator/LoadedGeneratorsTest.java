package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedGeneratorsTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 2, 1, 16, 16);
    private static final List<String> CLASSES = List.of("none", "glioma");

    @TempDir
    private Path folder;

    private DirectoryArtifactStore store;
    private LoadedGenerators generators;
    private final SyntheticImages images = new SyntheticImages(8, "test 1");

    @BeforeEach
    void openStore() {
        store = new DirectoryArtifactStore(folder);
        generators = new LoadedGenerators(store, new LoadedGenerators.Settings(1, 1 << 24, 1));
    }

    @AfterEach
    void close() {
        generators.close();
    }

    @Test
    void noGeneratorIsClosedUnderARunningInference() throws Exception {
        List<CheckpointPublished> checkpoints = List.of(checkpoint("a", 1), checkpoint("b", 2), checkpoint("c", 3));
        List<List<LabelledImage>> expected = new ArrayList<>();
        for (CheckpointPublished checkpoint : checkpoints) {
            expected.add(make(checkpoint));
        }

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> uses = new ArrayList<>();
            for (int use = 0; use < 120; use++) {
                int which = use % 3;
                uses.add(() -> {
                    assertEquals(expected.get(which), make(checkpoints.get(which)));
                    return null;
                });
            }
            for (Future<Void> use : threads.invokeAll(uses)) {
                use.get();
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(1, generators.open());
        generators.close();
        assertEquals(0, generators.open());
    }

    @Test
    void generatorInUseOutlivesItsPlaceAmongTheLoadedOnes() throws Exception {
        CheckpointPublished first = checkpoint("a", 1);
        List<LabelledImage> expected = make(first);

        try (LoadedGenerators.Lease lease = generators.lease(first)) {
            make(checkpoint("b", 2));
            assertEquals(2, generators.open());
            assertFalse(generators.isLoaded(first));

            assertEquals(expected, images.make(lease, order(first), 0, 10));
        }

        assertEquals(1, generators.open());
    }

    @Test
    void generatorIsLoadedOnceForAllWhoWaitForIt() throws Exception {
        CheckpointPublished checkpoint = checkpoint("a", 1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<LoadedGenerators.Lease> leases = new ArrayList<>();
        try {
            List<Callable<LoadedGenerators.Lease>> uses = List.of(
                    () -> generators.lease(checkpoint),
                    () -> generators.lease(checkpoint),
                    () -> generators.lease(checkpoint),
                    () -> generators.lease(checkpoint));
            for (Future<LoadedGenerators.Lease> lease : threads.invokeAll(uses)) {
                leases.add(lease.get());
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(1, generators.open());
        assertEquals(
                1,
                leases.stream()
                        .map(LoadedGenerators.Lease::generator)
                        .distinct()
                        .count());
        leases.forEach(LoadedGenerators.Lease::close);
    }

    @Test
    void changedFileIsRefusedUntilItIsRestored() throws Exception {
        byte[] onnx = TestGenerator.convTranspose(1, 16, 2, 16);
        CheckpointPublished checkpoint = checkpoint("a", store.put(onnx));
        Path file = fileOf(checkpoint.generator().sha256());
        byte[] tampered = onnx.clone();
        tampered[tampered.length / 2] ^= 1;
        Files.write(file, tampered);

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> generators.lease(checkpoint));
        assertTrue(e.getMessage().contains("was changed after it was stored"), e.getMessage());
        assertTrue(e.getMessage().contains("a-e0001"), e.getMessage());

        Files.write(file, onnx);
        assertEquals(10, make(checkpoint).size());
    }

    @Test
    void missingFileIsNamed() {
        CheckpointPublished checkpoint = checkpoint("a", Artifact.of("ab".repeat(32), 10));

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> generators.lease(checkpoint));

        assertTrue(e.getMessage().contains("ab".repeat(32)), e.getMessage());
        assertEquals(0, generators.open());
    }

    private List<LabelledImage> make(CheckpointPublished checkpoint) throws Exception {
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            return images.make(lease, order(checkpoint), 0, 10);
        }
    }

    private static GenerationOrder order(CheckpointPublished checkpoint) throws ImpossibleRequestException {
        return GenerationOrder.of(checkpoint, Map.of("none", 5, "glioma", 5), 7, 10);
    }

    private CheckpointPublished checkpoint(String runId, long weights) throws IOException {
        return checkpoint(runId, store.put(TestGenerator.convTranspose(weights, 16, 2, 16)));
    }

    private static CheckpointPublished checkpoint(String runId, Artifact generator) {
        return TestCheckpoints.of(runId, 1, CLASSES, SHAPE, generator);
    }

    private Path fileOf(String sha256) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(sha256))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
