package io.augmenta.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DirectoryArtifactStoreTest extends FolderStoreContract {

    @Override
    ArtifactStore emptyStore() {
        return new DirectoryArtifactStore(folder.resolve("store"));
    }

    @Test
    void anotherStoreOverTheMovedFolderReadsTheSameArtifact() throws IOException {
        Artifact artifact = emptyStore().put("abc".getBytes(UTF_8));
        Files.move(folder.resolve("store"), folder.resolve("moved"));

        ArtifactStore moved = new DirectoryArtifactStore(folder.resolve("moved"));

        assertArrayEquals("abc".getBytes(UTF_8), moved.read(artifact, 3));
    }

    @Test
    void pendingFilesOfDeadWritersAreRemovedWhenTheStoreIsOpenedAndYoungOnesKept() throws IOException {
        Path incoming = folder.resolve("store/incoming");
        Path abandoned = Files.writeString(incoming.resolve(".pending-old"), "x");
        Path underWay = Files.writeString(incoming.resolve(".pending-new"), "x");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new DirectoryArtifactStore(folder.resolve("store"));

        assertFalse(Files.exists(abandoned));
        assertTrue(Files.exists(underWay));
    }

    @Test
    void aPendingFileThatIsGoneWhenItIsLookedAtKeepsNoStoreFromBeingOpened() throws IOException {
        Artifact artifact = emptyStore().put("abc".getBytes(UTF_8));
        // it is listed, and when it was written nobody can tell any more
        Files.createSymbolicLink(folder.resolve("store/incoming/.pending-gone"), folder.resolve("nowhere"));

        ArtifactStore opened = new DirectoryArtifactStore(folder.resolve("store"));

        assertTrue(opened.contains(artifact));
    }
}
