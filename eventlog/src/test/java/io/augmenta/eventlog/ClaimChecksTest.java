package io.augmenta.eventlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactCorruptedException;
import io.augmenta.artifacts.ArtifactMissingException;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimChecksTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final SyntheticBatch BATCH = batch("request-1", 2, 3);

    @TempDir
    private Path folder;

    private ArtifactStore store;
    private ClaimChecks claimChecks;

    @BeforeEach
    void openStore() {
        store = new DirectoryArtifactStore(folder);
        claimChecks = new ClaimChecks(store);
    }

    @Test
    void aBatchThatHoldsItsImagesGivesThem() {
        assertEquals(3, claimChecks.images(BATCH).size());
    }

    @Test
    void aStoredBatchGivesTheSameImagesAndItsEventHoldsNone() throws Exception {
        SyntheticBatch stored = claimChecks.checkIn(BATCH);

        assertEquals(claimChecks.images(BATCH), claimChecks.images(stored));
        assertEquals(3, stored.content().imageCount());
        assertEquals(2, stored.sequence());
        assertTrue(EventCodec.encode(stored).length < 300);
        assertTrue(EventCodec.encode(BATCH).length > 3 * 4096);
    }

    @Test
    void whatIsStoredIsTheEventThatWouldElseBeInTheLog() throws Exception {
        ArtifactReference artifact = reference(claimChecks.checkIn(BATCH));

        assertArrayEquals(
                EventCodec.encode(BATCH), store.read(Artifact.of(artifact.sha256(), artifact.sizeBytes()), 1 << 20));
    }

    @Test
    void storingABatchAgainGivesTheSameEventAndNoFurtherFile() throws Exception {
        SyntheticBatch first = claimChecks.checkIn(BATCH);
        List<Path> files = files();

        assertEquals(first, claimChecks.checkIn(batch("request-1", 2, 3)));
        assertEquals(files, files());
    }

    @Test
    void imagesThatAreNotInTheStoreAreNamedWithTheirBatch() throws Exception {
        SyntheticBatch stored = claimChecks.checkIn(BATCH);
        Files.delete(files().get(0));

        StoredImagesException missing = assertThrows(StoredImagesException.class, () -> claimChecks.images(stored));

        String message = String.valueOf(missing.getMessage());
        assertTrue(
                message.startsWith("the images of batch 2 of request request-1 cannot be had: No artifact "
                        + reference(stored).uri()),
                message);
        assertInstanceOf(ArtifactMissingException.class, missing.getCause());
    }

    @Test
    void imagesThatWereChangedAreRefusedAndMakingThemAgainMendsThem() throws Exception {
        SyntheticBatch stored = claimChecks.checkIn(BATCH);
        Path file = files().get(0);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 100] ^= 1;
        Files.write(file, content);

        StoredImagesException changed = assertThrows(StoredImagesException.class, () -> claimChecks.images(stored));

        assertInstanceOf(ArtifactCorruptedException.class, changed.getCause());
        claimChecks.checkIn(BATCH);
        assertEquals(3, claimChecks.images(stored).size());
    }

    @Test
    void imagesOfAnotherBatchAreRefused() throws Exception {
        ArtifactReference other = reference(claimChecks.checkIn(batch("request-2", 2, 3)));
        SyntheticBatch mixedUp = referring(other, 3);

        StoredImagesException refused = assertThrows(StoredImagesException.class, () -> claimChecks.images(mixedUp));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("found a batch of 3, batch 2 of request request-2"), message);
    }

    @Test
    void anotherNumberOfImagesThanToldIsRefused() throws Exception {
        SyntheticBatch tooMany = referring(reference(claimChecks.checkIn(BATCH)), 4);

        StoredImagesException refused = assertThrows(StoredImagesException.class, () -> claimChecks.images(tooMany));

        assertTrue(String.valueOf(refused.getMessage()).contains("expected its 4 images"), refused.getMessage());
    }

    @Test
    void anArtifactThatHoldsNoBatchIsRefused() throws Exception {
        SyntheticBatch toAnotherEvent = referring(put(EventCodec.encode(new GenerationFailed("request-1", "why"))), 3);
        SyntheticBatch toNoEvent = referring(put(new byte[] {1, 2, 3}), 3);
        SyntheticBatch toAReference = referring(put(EventCodec.encode(claimChecks.checkIn(BATCH))), 3);

        for (SyntheticBatch wrong : List.of(toAnotherEvent, toNoEvent, toAReference)) {
            assertThrows(StoredImagesException.class, () -> claimChecks.images(wrong));
        }
    }

    @Test
    void aBatchIsStoredOnce() throws Exception {
        SyntheticBatch stored = claimChecks.checkIn(BATCH);

        assertThrows(IllegalArgumentException.class, () -> claimChecks.checkIn(stored));
    }

    private ArtifactReference put(byte[] content) throws IOException {
        Artifact artifact = store.put(content);
        return new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes());
    }

    private static SyntheticBatch referring(ArtifactReference artifact, int images) {
        return new SyntheticBatch("request-1", "run-1-e0030", 2, new SyntheticBatch.Stored(artifact, images));
    }

    private static ArtifactReference reference(SyntheticBatch stored) {
        return assertInstanceOf(SyntheticBatch.Stored.class, stored.content()).artifact();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("sha256"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static SyntheticBatch batch(String requestId, int sequence, int images) {
        return new SyntheticBatch(
                requestId,
                "run-1-e0030",
                sequence,
                IntStream.range(0, images).mapToObj(ClaimChecksTest::image).toList());
    }

    private static LabelledImage image(int index) {
        byte[] pixels = new byte[64 * 64];
        pixels[index] = (byte) 200;
        return new LabelledImage(
                DIGEST,
                "glioma",
                Split.TRAIN,
                DIGEST,
                1,
                64,
                64,
                Bytes.wrap(pixels),
                Bytes.empty(),
                "",
                new Provenance("run-1-e0030", DIGEST, "wgan-gp", 7, index, "augmenta 0.1.0"));
    }
}
