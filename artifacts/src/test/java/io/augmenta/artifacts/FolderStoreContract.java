package io.augmenta.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What every store does that keeps its artifacts in the folder {@code store}. */
abstract class FolderStoreContract extends ArtifactStoreContract {
    @Override
    void tamper(Artifact artifact, String content) throws IOException {
        String digest = artifact.sha256();
        Files.writeString(
                folder.resolve("store/sha256").resolve(digest.substring(0, 2)).resolve(digest), content);
    }

    @Override
    int stored() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
            return (int) all.filter(Files::isRegularFile).count();
        }
    }
}
