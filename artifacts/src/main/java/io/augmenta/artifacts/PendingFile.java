package io.augmenta.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** A file being written under a name of its own, which disappears on close unless it was moved to its real name. */
final class PendingFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;

    private PendingFile(Path path) {
        this.path = path;
    }

    /** A pending file in the same folder as its real name, hence on the same file system. */
    static PendingFile beside(Path target) {
        return new PendingFile(target.resolveSibling(".pending-" + UUID.randomUUID()));
    }

    /** A pending file in this folder, which must be on the file system of its real name. */
    static PendingFile in(Path folder) {
        return beside(folder.resolve("content"));
    }

    Path path() {
        return path;
    }

    /** Writes all that is left in the stream, through to the disk, and names it. */
    Artifact write(InputStream content) throws IOException {
        MessageDigest digest = Digests.sha256();
        long sizeBytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
                writeFully(file, ByteBuffer.wrap(buffer, 0, length));
                sizeBytes += length;
            }
            file.force(true);
        }
        return Artifact.of(HexFormat.of().formatHex(digest.digest()), sizeBytes);
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
