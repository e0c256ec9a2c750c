package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.WaitClock;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSequencesTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 2, 1, 32, 32);
    private static final List<String> CLASSES = List.of("none", "glioma");
    private static final SyntheticImages IMAGES = new SyntheticImages("augmenta-generator 1");
    private static final long SEED = 7;
    private static final int CANDIDATES = 300;

    @TempDir
    private Path folder;

    private ArtifactStore store;
    private LoadedGenerators generators;
    private CheckpointPublished unguarded;

    @BeforeEach
    void openStore() throws Exception {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 8, 64, 1);
        unguarded = TestCheckpoints.of("run", 1, CLASSES, SHAPE, store.put(graph()));
    }

    private static byte[] graph() {
        return TestGenerator.convTranspose(3, 16, 2, 32);
    }

    @AfterEach
    void close() {
        generators.close();
    }

    /** A generator that copies: some of its images are taken for training images. */
    private TrainedOn trainedOnItsOwn(int copyBelow, int... indexes) throws Exception {
        List<LabelledImage> all = candidates(1);
        List<LabelledImage> some = new ArrayList<>();
        for (int index : indexes) {
            some.add(all.get(index));
        }
        return TrainedOn.images(copyBelow, some);
    }

    @Test
    void copiesAreLeftOutAndTheNextIndexesTakeTheirPlace() throws Exception {
        TrainedOn trained = trainedOnItsOwn(1, 0, 3, 4, 9, 40);

        List<Integer> indexes = indexes(make(guarded(trained), 64, Map.of("glioma", 10)));

        assertEquals(List.of(1, 2, 5, 6, 7, 8, 10, 11, 12, 13), indexes);
    }

    @Test
    void whatIsLeftOutIsWhatComparingWithAllTrainingImagesAndMirrorImagesCallsACopy() throws Exception {
        // a radius at which images of this generator lie on both sides
        TrainedOn trained = trainedOnItsOwn(typicalDistance(), 0, 3, 4, 9, 40);
        List<LabelledImage> expected = new ArrayList<>();
        for (int label = 0; label < CLASSES.size(); label++) {
            candidates(label).stream()
                    .filter(image -> !trained.copied(image))
                    .limit(60)
                    .forEach(expected::add);
        }
        assertEquals(120, expected.size());
        assertTrue(indexes(expected).get(119) > 70, "hardly anything was withheld: " + indexes(expected));

        List<LabelledImage> images = make(guarded(trained), 64, Map.of("none", 60, "glioma", 60));

        assertEquals(pixels(expected), pixels(images));
        assertEquals(indexes(expected), indexes(images));
    }

    @Test
    void whatIsAskedForAtOnceDoesNotChangeTheSequence() throws Exception {
        CheckpointPublished copying = guarded(trainedOnItsOwn(typicalDistance(), 0, 3, 4, 9, 40));

        List<LabelledImage> atOnce = make(copying, 64, Map.of("none", 40, "glioma", 40));

        assertEquals(atOnce, make(copying, 1, Map.of("none", 40, "glioma", 40)));
        assertEquals(atOnce, make(copying, 7, Map.of("none", 40, "glioma", 40)));
        assertEquals(atOnce.subList(40, 65), make(copying, 64, Map.of("glioma", 25)));
    }

    @Test
    void withheldImagesAreCountedByClassAndByTheService() throws Exception {
        CheckpointPublished copying = guarded(trainedOnItsOwn(1, 0, 3, 4, 9, 40));
        try (LoadedGenerators.Lease lease = generators.lease(copying)) {
            ImageSequences<LabelledImage> sequences =
                    new ImageSequences<>(IMAGES, lease, copying, SEED, Function.identity(), Caller.patient());
            sequences.next(List.of(0, 0, 1, 1, 1, 1));
            assertEquals(Map.of("glioma", 3), sequences.withheld());
            sequences.next(List.of(1, 0, 1, 1, 1));
            assertEquals(Map.of("glioma", 4), sequences.withheld());
        }
        assertEquals(4, generators.withheldImages());
    }

    @Test
    void aMirrorImageIsACopy() throws Exception {
        LabelledImage third = candidates(1).get(3);
        Fingerprint mirrored = Fingerprint.of(
                TrainedOn.mirrored(RasterImage.grey(32, 32, third.pixels().toArray())));

        List<Integer> indexes = indexes(make(guarded(new TrainedOn(1, List.of(mirrored))), 64, Map.of("glioma", 4)));

        assertEquals(List.of(0, 1, 2, 4), indexes);
    }

    @Test
    void everyImageSaysWhatWasDone() throws Exception {
        TrainedOn trained = trainedOnItsOwn(1, 0);

        assertEquals(CopyGuard.CHECKED, guardOf(make(guarded(trained), 64, Map.of("glioma", 1))));
        assertEquals(CopyGuard.NO_INDEX, guardOf(make(unguarded, 64, Map.of("glioma", 1))));
        generators.close();
        generators = TestLoading.generators(store, 8, 64, 1, WaitClock.system(), false);
        List<LabelledImage> off = make(guarded(trained), 64, Map.of("glioma", 1));
        assertEquals(CopyGuard.OFF, guardOf(off));
        assertEquals(List.of(0), indexes(off));
        assertEquals(CopyGuard.OFF, generators.guard(unguarded));
        assertEquals(0, generators.withheldImages());
    }

    @Test
    void aGeneratorOfHardlyAnythingButCopiesIsGivenUpAfterABoundedNumber() throws Exception {
        // everything is nearer than 256 bits to anything
        CheckpointPublished copying = guarded(trainedOnItsOwn(256, 0));

        for (int batchImages : new int[] {1, 64}) {
            GeneratorUnavailableException e = assertThrows(
                    GeneratorUnavailableException.class, () -> make(copying, batchImages, Map.of("glioma", 5)));

            assertEquals(
                    "checkpoint guarded-e0001 makes hardly anything but copies of its training images: 101 of 101"
                            + " images of class \"glioma\" were withheld; use another checkpoint",
                    e.getMessage());
        }
        assertTrue(generators.withheldImages() < 2 * 130, generators.withheldImages() + " withheld");
    }

    @Test
    void latentsOfCopiesAreRefusedSinceNothingCanTakeTheirPlace() throws Exception {
        CheckpointPublished copying = guarded(trainedOnItsOwn(1, 0, 3));
        float[] latents = new float[5 * 16];
        for (int i = 0; i < 5; i++) {
            Latents.draw(SEED, new ImageKey(1, i), latents, 16 * i, 16);
        }
        Rows rows = new Rows(latents, new long[] {1, 1, 1, 1, 1});
        try (LoadedGenerators.Lease lease = generators.lease(copying)) {
            CopiesWithheldException e = assertThrows(
                    CopiesWithheldException.class, () -> IMAGES.ofLatents(lease, copying, rows, Caller.patient()));

            assertTrue(String.valueOf(e.getMessage()).contains("the images of 2 latents"), e.getMessage());
            assertTrue(String.valueOf(e.getMessage()).contains("rows 0, 3, counted from 0"), e.getMessage());
            assertEquals(
                    2,
                    IMAGES.ofLatents(lease, copying, rows.part(1, 3), Caller.patient())
                            .size());
        }
    }

    @Test
    void fingerprintsThatWereChangedOrAreNoneMakeTheCheckpointUnusable() throws Exception {
        CheckpointPublished none = TestCheckpoints.guarded(
                "none", CLASSES, SHAPE, store.put(graph()), store.put("no fingerprints at all".getBytes(US_ASCII)));
        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> generators.lease(none));
        assertTrue(String.valueOf(e.getMessage()).contains("begins with AUGMFPRT"), e.getMessage());

        CheckpointPublished changed = guarded(trainedOnItsOwn(1, 0));
        String sha256 = Objects.requireNonNull(changed.fingerprints()).sha256();
        Path file = folder.resolve("sha256").resolve(sha256.substring(0, 2)).resolve(sha256);
        byte[] content = Files.readAllBytes(file);
        content[30] ^= 1;
        Files.write(file, content);
        e = assertThrows(GeneratorUnavailableException.class, () -> generators.lease(changed));
        assertTrue(String.valueOf(e.getMessage()).contains("was changed after it was stored"), e.getMessage());
    }

    /** So that about half of the images lie nearer to those taken for training images. */
    private int typicalDistance() throws Exception {
        TrainedOn trained = trainedOnItsOwn(1, 0, 3, 4, 9, 40);
        int[] distances =
                candidates(1).stream().mapToInt(trained::distance).sorted().toArray();
        return distances[distances.length / 2];
    }

    private List<LabelledImage> candidates(int label) throws Exception {
        List<ImageKey> keys = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            keys.add(new ImageKey(label, i));
        }
        try (LoadedGenerators.Lease lease = generators.lease(unguarded)) {
            return IMAGES
                    .make(lease, unguarded, SEED, keys, Function.<LabelledImage>identity(), Caller.patient())
                    .stream()
                    .map(Optional::orElseThrow)
                    .toList();
        }
    }

    private CheckpointPublished guarded(TrainedOn trained) throws Exception {
        return TestCheckpoints.guarded("guarded", CLASSES, SHAPE, store.put(graph()), store.put(trained.file()));
    }

    private List<LabelledImage> make(CheckpointPublished checkpoint, int batchImages, Map<String, Integer> counts)
            throws Exception {
        GenerationOrder order = GenerationOrder.of(checkpoint, counts, SEED, 1000);
        List<LabelledImage> images = new ArrayList<>();
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            ImageBatches<LabelledImage> batches =
                    new ImageBatches<>(IMAGES, lease, order, batchImages, Function.identity(), Caller.patient());
            while (batches.hasNext()) {
                images.addAll(batches.next());
            }
        }
        assertEquals(order.images(), images.size());
        assertEquals(
                images.size(), images.stream().map(LabelledImage::id).distinct().count());
        return images;
    }

    private static List<Integer> indexes(List<LabelledImage> images) {
        return images.stream().map(image -> provenance(image).index()).toList();
    }

    private static List<Object> pixels(List<LabelledImage> images) {
        return images.stream().map(image -> (Object) image.pixels()).toList();
    }

    private static CopyGuard guardOf(List<LabelledImage> images) {
        return provenance(images.get(0)).copyGuard();
    }

    private static Provenance provenance(LabelledImage image) {
        return Objects.requireNonNull(image.provenance());
    }
}
