package io.augmenta.quickstart.platform;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.ArtifactStores;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform keeps what outlives it, and its log.
 *
 * @param root an absolute path; created when it is first needed
 * @param temporary whether it was made for one run, to be deleted with {@link #deleteIfTemporary}
 */
public record WorkFolder(Path root, boolean temporary) {

    /** A folder that stays. */
    public static WorkFolder at(Path root) {
        return new WorkFolder(root.toAbsolutePath().normalize(), false);
    }

    /**
     * A new folder for one run, among the system's temporary files.
     *
     * @throws IOException if it cannot be made
     */
    public static WorkFolder forOneRun() throws IOException {
        return new WorkFolder(Files.createTempDirectory("augmenta-").toAbsolutePath(), true);
    }

    /** The broker's topics. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Checkpoints, samples and reports. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /**
     * The store that the services of this folder use: {@link #artifacts}, unless a system property or variable of the
     * environment names another.
     */
    public ArtifactStore openArtifacts() {
        return ArtifactStores.configured(name -> name.equals(ArtifactStores.FOLDER)
                ? Optional.of(artifacts().toString())
                : PlatformSettings.saidOutside(name));
    }

    /** Drawn images, where there are no others. */
    public Path phantoms() {
        return root.resolve("phantoms");
    }

    /** What broker and services say. */
    public Path logFile() {
        return root.resolve("augmenta.log");
    }

    /**
     * Deletes a temporary folder with all that is in it, and leaves any other.
     *
     * @throws IOException if something cannot be deleted
     */
    public void deleteIfTemporary() throws IOException {
        if (!temporary || !Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
