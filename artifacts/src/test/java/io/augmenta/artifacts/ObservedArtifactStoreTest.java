package io.augmenta.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.ArtifactUse.Operation;
import io.augmenta.artifacts.ArtifactUse.Outcome;
import io.augmenta.artifacts.ArtifactUse.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that is observed does what any other does, and somebody hears of it. */
class ObservedArtifactStoreTest extends FolderStoreContract {
    private final List<ArtifactUse> uses = new ArrayList<>();

    @Override
    ArtifactStore emptyStore() {
        return ArtifactStores.configured(
                name -> name.equals(ArtifactStores.FOLDER)
                        ? Optional.of(folder.resolve("store").toString())
                        : Optional.empty(),
                use -> {
                    synchronized (uses) {
                        uses.add(use);
                    }
                });
    }

    private void assertUse(Operation operation, Outcome outcome, long bytes) {
        assertEquals(1, uses.size(), () -> uses.toString());
        ArtifactUse use = uses.remove(0);
        assertEquals(Place.FOLDER, use.place());
        assertEquals(operation, use.operation());
        assertEquals(outcome, use.outcome());
        assertEquals(bytes, use.bytes());
        assertTrue(use.took().compareTo(Duration.ZERO) > 0, use.toString());
        assertTrue(use.took().compareTo(Duration.ofMinutes(1)) < 0, use.toString());
    }

    @Test
    void eachPutAndEachReadIsToldOnceWithItsBytes() throws IOException {
        ArtifactStore store = emptyStore();
        Path file = Files.writeString(folder.resolve("file"), "five!");

        Artifact artifact = store.put("abc".getBytes(UTF_8));
        assertUse(Operation.WRITE, Outcome.COMPLETED, 3);
        store.put(file);
        assertUse(Operation.WRITE, Outcome.COMPLETED, 5);
        store.put(new ByteArrayInputStream(new byte[70_000]));
        assertUse(Operation.WRITE, Outcome.COMPLETED, 70_000);
        store.read(artifact, 3);
        assertUse(Operation.READ, Outcome.COMPLETED, 3);
        store.copyTo(artifact, folder.resolve("copy"));
        assertUse(Operation.READ, Outcome.COMPLETED, 3);
        store.contains(artifact);
        assertEquals(List.of(), uses);
    }

    @Test
    void aReaderThatLeavesEarlyWasHandedWhatItTook() throws IOException {
        ArtifactStore store = emptyStore();
        Artifact artifact = store.put("abcdef".getBytes(UTF_8));
        uses.clear();

        try (InputStream content = store.open(artifact)) {
            assertEquals('a', content.read());
            assertEquals(2, content.skip(2));
            assertEquals(List.of(), uses);
        }

        assertUse(Operation.READ, Outcome.COMPLETED, 3);
    }

    @Test
    void whatIsMissingAndWhatIsCorruptedAreTwoThings() throws IOException {
        ArtifactStore store = emptyStore();
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        uses.clear();

        tamper(artifact, "xyz");
        assertThrows(ArtifactCorruptedException.class, () -> store.read(artifact, 3));
        assertUse(Operation.READ, Outcome.CORRUPTED, 3);

        tamper(artifact, "longer than it was");
        assertThrows(ArtifactCorruptedException.class, () -> store.open(artifact));
        assertUse(Operation.READ, Outcome.CORRUPTED, 0);

        assertThrows(ArtifactMissingException.class, () -> store.open(Artifact.of("0".repeat(64), 3)));
        assertUse(Operation.READ, Outcome.MISSING, 0);
    }

    @Test
    void aStreamThatBreaksIsAFailedPut() throws IOException {
        ArtifactStore store = emptyStore();
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThrows(IOException.class, () -> store.put(broken));

        assertUse(Operation.WRITE, Outcome.FAILED, 0);
    }
}
