package io.augmenta.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Artifacts in a folder, which several processes and machines may share (a volume, NFS).
 *
 * <p>Layout: {@code sha256/<first two digits>/<all digits>}. Bytes are written under {@code incoming/}, forced to the disk
 * and moved to their name in one step, so a file under {@code sha256/} is always complete. A put always moves: where the
 * name is taken the same bytes take their own place, which also repairs a damaged file.
 */
public final class DirectoryArtifactStore implements ArtifactStore {
    /** No put lasts this long, so what is older was left by a process that died. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Path root;
    private final Path incoming;

    /**
     * Opens the store in this folder, creating it where needed.
     *
     * @throws UncheckedIOException when the folder cannot be created or listed
     */
    public DirectoryArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
            removeAbandoned();
        } catch (IOException e) {
            throw new UncheckedIOException("The artifact store's folder " + this.root + " cannot be used", e);
        }
    }

    @Override
    public Artifact put(InputStream content) throws IOException {
        try (PendingFile pending = PendingFile.in(incoming)) {
            Artifact artifact = pending.write(content);
            Path folder = makeFolder(artifact);
            pending.moveTo(fileOf(artifact));
            forceFolder(folder);
            return artifact;
        }
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        Path file = fileOf(artifact);
        try {
            long actualBytes = Files.size(file);
            if (actualBytes != artifact.sizeBytes()) {
                throw ArtifactCorruptedException.ofSize(artifact, actualBytes);
            }
            return new VerifyingInputStream(Files.newInputStream(file), artifact);
        } catch (NoSuchFileException e) {
            throw new ArtifactMissingException(artifact, root.toString(), e);
        }
    }

    @Override
    public boolean contains(Artifact artifact) {
        return Files.isRegularFile(fileOf(artifact));
    }

    private Path fileOf(Artifact artifact) {
        return root.resolve("sha256").resolve(prefixOf(artifact)).resolve(artifact.sha256());
    }

    /** The folder that an artifact belongs in, whose own name survives a power cut as well. */
    private Path makeFolder(Artifact artifact) throws IOException {
        Path all = root.resolve("sha256");
        Path folder = all.resolve(prefixOf(artifact));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            forceFolder(all);
            forceFolder(root);
        }
        return folder;
    }

    private static String prefixOf(Artifact artifact) {
        return artifact.sha256().substring(0, 2);
    }

    /** Makes the new name itself survive a power cut; Windows does so without being asked and cannot be asked. */
    private static void forceFolder(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void removeAbandoned() throws IOException {
        Instant oldest = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> pending = Files.newDirectoryStream(incoming)) {
            for (Path file : pending) {
                if (writtenBefore(oldest, file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Not where another process has moved or removed it since it was listed. */
    private static boolean writtenBefore(Instant instant, Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
