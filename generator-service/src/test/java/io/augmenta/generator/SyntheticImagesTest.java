package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.generator.batching.Caller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticImagesTest {
    private static final int LATENT = 100;
    private static final GeneratorShape SHAPE = new GeneratorShape(LATENT, 4, 1, 32, 32);
    private static final List<String> CLASSES = List.of("none", "glioma", "meningioma", "pituitary");
    private static final int MAX = 1000;
    private static final GeneratorShape SHAPE_OF_FICKLE = new GeneratorShape(5, 2, 1, 8, 8);
    private static final SyntheticImages IMAGES = new SyntheticImages("augmenta-generator 1");

    @TempDir
    private Path folder;

    private ArtifactStore store;
    private LoadedGenerators generators;
    private CheckpointPublished checkpoint;

    @BeforeEach
    void openStore() throws Exception {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 2, 64, 2);
        checkpoint =
                TestCheckpoints.of("run", 1, CLASSES, SHAPE, store.put(TestGenerator.convTranspose(5, LATENT, 4, 32)));
    }

    @AfterEach
    void close() {
        generators.close();
    }

    @Test
    void imageIsTheSameAloneInABatchOf64AndAmongOthers() throws Exception {
        Map<String, Bytes> batchesOf64 = make(64, Map.of("none", 16, "glioma", 16, "meningioma", 16, "pituitary", 16));
        Map<String, Bytes> oneByOne = make(1, Map.of("none", 16, "glioma", 16, "meningioma", 16, "pituitary", 16));
        // here index 3 of a class lies at other places, beside others, in batches of another size
        Map<String, Bytes> reordered = make(7, Map.of("glioma", 30, "pituitary", 4));

        assertEquals(batchesOf64, oneByOne);
        for (String image : List.of("glioma/0", "glioma/3", "glioma/15", "pituitary/0", "pituitary/3")) {
            assertEquals(batchesOf64.get(image), reordered.get(image), image);
        }
        // the comparison means something only where images differ
        assertEquals(64, batchesOf64.values().stream().distinct().count());
    }

    /** Runs are shared as they happen to be: whoever comes, an image is the one that a quiet service makes. */
    @Test
    void imageIsTheSameWhoeverSharesItsRun() throws Exception {
        Map<String, Bytes> alone = make(64, Map.of("none", 40, "glioma", 40, "meningioma", 40, "pituitary", 40));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Map<String, Bytes>>> requests = new ArrayList<>();
            for (int request = 0; request < 160; request++) {
                Map<String, Integer> counts = Map.of(CLASSES.get(request % 4), 1 + request % 40);
                int batchImages = 1 + request % 5;
                requests.add(() -> make(batchImages, counts));
            }
            for (Future<Map<String, Bytes>> request : threads.invokeAll(requests)) {
                request.get().forEach((name, pixels) -> assertEquals(alone.get(name), pixels, name));
            }
        } finally {
            threads.shutdown();
        }
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            // 160 requests of 1 to 40 images in batches of 1 to 5 ask for 1,480 runs where nobody shares
            assertTrue(lease.runs().runs() < 1300, lease.runs().runs() + " runs");
        }
    }

    @Test
    void graphThatDependsOnTheSizeOfTheBatchIsAlwaysRunWithTheSame() throws Exception {
        CheckpointPublished fickle = TestCheckpoints.of(
                "fickle", 1, List.of("a", "b"), SHAPE_OF_FICKLE, store.put(TestGenerator.fickle(3, SHAPE_OF_FICKLE)));

        List<LabelledImage> whole = make(fickle, 64, Map.of("a", 9, "b", 3));
        List<LabelledImage> oneByOne = make(fickle, 1, Map.of("a", 9, "b", 3));

        assertEquals(whole, oneByOne);
    }

    @Test
    void threadsDoNotChangeAnImage() throws Exception {
        Map<String, Bytes> twoThreads = make(64, Map.of("none", 64));
        generators.close();
        generators = TestLoading.generators(store, 2, 64, 1);

        assertEquals(twoThreads, make(64, Map.of("none", 64)));
    }

    @Test
    void pixelsAreTheRoundedFormulaOfTheGraph() throws Exception {
        GeneratorShape shape = new GeneratorShape(5, 2, 3, 4, 6);
        CheckpointPublished plain =
                TestCheckpoints.of("plain", 1, List.of("a", "b"), shape, store.put(TestGenerator.plain(9, shape)));
        LabelledImage image = make(plain, 64, Map.of("b", 3)).get(2);
        float[] latent = new float[5];
        Latents.draw(7, new ImageKey(1, 2), latent, 0, 5);

        double[] expected = TestGenerator.plainInDouble(9, shape, latent, 1);

        byte[] actual = image.pixels().toArray();
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            // half a level of rounding and 1e-5 of single precision
            assertEquals((expected[i] + 1) * 127.5, actual[i] & 0xff, 0.502);
        }
    }

    @Test
    void imageSaysAllThatItWasMadeFrom() throws Exception {
        LabelledImage image =
                make(checkpoint, 64, Map.of("none", 2, "meningioma", 3)).get(4);

        assertEquals("meningioma", image.label());
        assertEquals(SyntheticImageId.of("run-e0001", "meningioma", 7, 2), image.id());
        assertEquals(image.id(), image.leakGroup());
        assertEquals(Split.TRAIN, image.split());
        assertEquals("", image.source());
        assertEquals(
                new Provenance(
                        "run-e0001",
                        checkpoint.generator().sha256(),
                        "wgan-gp",
                        7,
                        2,
                        "augmenta-generator 1",
                        CopyGuard.NO_INDEX),
                image.provenance());
    }

    @Test
    void anotherSeedGivesOtherImages() throws Exception {
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            LabelledImage one = TestLoading.images(IMAGES, lease, order(checkpoint, Map.of("none", 1), 7))
                    .get(0);
            LabelledImage other = TestLoading.images(IMAGES, lease, order(checkpoint, Map.of("none", 1), 8))
                    .get(0);

            assertNotEquals(one.id(), other.id());
            assertNotEquals(one.pixels(), other.pixels());
        }
    }

    @Test
    void generatorThatGivesNoNumbersIsReported() throws Exception {
        GeneratorShape shape = new GeneratorShape(5, 2, 1, 4, 4);
        CheckpointPublished broken =
                TestCheckpoints.of("nan", 1, List.of("a", "b"), shape, store.put(TestGenerator.notANumber(shape)));

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> make(broken, 64, Map.of("a", 1)));

        assertTrue(e.getMessage().contains("nan-e0001"), e.getMessage());
        assertTrue(e.getMessage().contains("got NaN"), e.getMessage());
    }

    private Map<String, Bytes> make(int inferenceBatchSize, Map<String, Integer> counts) throws Exception {
        Map<String, Integer> next = new HashMap<>();
        Map<String, Bytes> pixels = new HashMap<>();
        for (LabelledImage image : make(checkpoint, inferenceBatchSize, counts)) {
            int index = next.merge(image.label(), 1, Integer::sum) - 1;
            pixels.put(image.label() + "/" + index, image.pixels());
        }
        return pixels;
    }

    private List<LabelledImage> make(CheckpointPublished from, int inferenceBatchSize, Map<String, Integer> counts)
            throws Exception {
        GenerationOrder order = order(from, counts, 7);
        List<LabelledImage> images = new ArrayList<>();
        try (LoadedGenerators.Lease lease = generators.lease(from)) {
            ImageBatches<LabelledImage> batches =
                    new ImageBatches<>(IMAGES, lease, order, inferenceBatchSize, Function.identity(), Caller.patient());
            while (batches.hasNext()) {
                images.addAll(batches.next());
            }
        }
        return images;
    }

    private static GenerationOrder order(CheckpointPublished from, Map<String, Integer> counts, long seed)
            throws ImpossibleRequestException {
        return GenerationOrder.of(from, counts, seed, MAX);
    }
}
