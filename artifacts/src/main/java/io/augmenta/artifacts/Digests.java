package io.augmenta.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that names artifacts. */
final class Digests {
    private static final int BUFFER_BYTES = 1 << 16;

    private Digests() {}

    /** The artifact that a file's content would be. */
    static Artifact of(Path file) throws IOException {
        MessageDigest digest = sha256();
        long sizeBytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
                sizeBytes += length;
            }
        }
        return Artifact.of(HexFormat.of().formatHex(digest.digest()), sizeBytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not", e);
        }
    }
}
