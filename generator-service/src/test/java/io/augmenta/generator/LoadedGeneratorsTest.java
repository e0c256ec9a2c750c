package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final GeneratorShape PLAIN = new GeneratorShape(2, 2, 1, 4, 6);
    private static final List<String> CLASSES = List.of("none", "glioma");

    @TempDir
    private Path folder;

    private DirectoryArtifactStore store;
    private LoadedGenerators generators;
    private final SyntheticImages images = new SyntheticImages("test 1");

    @BeforeEach
    void openStore() {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 1, 8, 1);
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

            assertEquals(expected, TestLoading.images(images, lease, order(first)));
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
                1, leases.stream().map(LoadedGenerators.Lease::runs).distinct().count());
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
    void generatorIsComparedWithItsTrainersImages() throws Exception {
        CheckpointPublished right = verifiable("right", 0);
        CheckpointPublished nearlyRight = verifiable("nearly-right", 9e-4);

        generators.lease(right).close();
        Verification.Verified exact = assertInstanceOf(
                Verification.Verified.class, generators.verification(right).orElseThrow());
        generators.lease(nearlyRight).close();
        Verification.Verified near = assertInstanceOf(
                Verification.Verified.class,
                generators.verification(nearlyRight).orElseThrow());

        assertTrue(exact.largestDifference() < 1e-5, exact.toString());
        assertEquals(9e-4, near.largestDifference(), 1e-5);
    }

    @Test
    void generatorThatMakesOtherImagesThanItsTrainerIsRefused() throws Exception {
        CheckpointPublished wrong = verifiable("wrong", 1.1e-3);

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> generators.lease(wrong));

        assertTrue(e.getMessage().contains("wrong-e0001"), e.getMessage());
        assertTrue(e.getMessage().contains("does not make the images that its trainer made"), e.getMessage());
        assertEquals(0, generators.open());
    }

    @Test
    void referenceImagesThatWereChangedAreRefused() throws Exception {
        CheckpointPublished checkpoint = verifiable("reference", 0);
        Path file = fileOf(checkpoint.reference().sha256());
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> generators.lease(checkpoint));

        assertTrue(e.getMessage().contains("reference images cannot be read"), e.getMessage());
    }

    @Test
    void filesThatAreNoReferenceImagesAreRefused() throws Exception {
        byte[] good = TestReference.file(new float[] {0, 0}, new long[] {0}, new float[24], PLAIN);
        for (byte[] bad : List.of(
                new byte[0],
                "nothing of the kind, but long enough to be read".getBytes(UTF_8),
                Arrays.copyOf(good, good.length - 4),
                Arrays.copyOf(good, 60),
                TestReference.file(new float[] {0, 0}, new long[] {2}, new float[24], PLAIN),
                TestReference.file(new float[] {0, 0, 0}, new long[] {0}, new float[24], PLAIN))) {
            CheckpointPublished checkpoint = TestCheckpoints.of(
                    "bad", 1, CLASSES, PLAIN, store.put(TestGenerator.plain(3, PLAIN)), store.put(bad));

            GeneratorUnavailableException e =
                    assertThrows(GeneratorUnavailableException.class, () -> generators.lease(checkpoint));

            assertTrue(e.getMessage().contains("reference images"), e.getMessage());
        }
    }

    @Test
    void checkpointOfAnOlderTrainerIsServedUnverified() throws Exception {
        CheckpointPublished old = checkpoint("old", 1);
        assertEquals(Optional.empty(), generators.verification(old));

        make(old);

        assertEquals(Optional.of(new Verification.Unverified()), generators.verification(old));
    }

    @Test
    void unloadedGeneratorStaysWithWhoeverUsesIt() throws Exception {
        CheckpointPublished checkpoint = checkpoint("a", 1);
        List<LabelledImage> expected = make(checkpoint);
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            assertTrue(generators.unload(checkpoint));
            assertFalse(generators.isLoaded(checkpoint));

            assertEquals(expected, TestLoading.images(images, lease, order(checkpoint)));
        }

        assertEquals(0, generators.open());
        assertFalse(generators.unload(checkpoint));
        assertEquals(expected, make(checkpoint));
    }

    /** With the formula's images as the trainer's, off by so much. */
    private CheckpointPublished verifiable(String runId, double offBy) throws IOException {
        float[] latents = {0.3f, -1.2f, 0.8f, 0.1f};
        float[] trainers = new float[2 * PLAIN.samplesPerImage()];
        for (int label = 0; label < 2; label++) {
            float[] latent = {latents[2 * label], latents[2 * label + 1]};
            double[] image = TestGenerator.plainInDouble(3, PLAIN, latent, label);
            for (int i = 0; i < image.length; i++) {
                trainers[label * image.length + i] = (float) image[i];
            }
        }
        trainers[7] += (float) offBy;
        return TestCheckpoints.of(
                runId,
                1,
                CLASSES,
                PLAIN,
                store.put(TestGenerator.plain(3, PLAIN)),
                store.put(TestReference.file(latents, new long[] {0, 1}, trainers, PLAIN)));
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
            return TestLoading.images(images, lease, order(checkpoint));
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
