package io.augmenta.artifacts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that names artifacts. */
final class Digests {
    private Digests() {}

    /** The artifact that a file's content would be. */
    static Artifact of(Path file) throws IOException {
        try (DigestInputStream content = new DigestInputStream(Files.newInputStream(file), sha256())) {
            long sizeBytes = content.transferTo(OutputStream.nullOutputStream());
            return Artifact.of(
                    HexFormat.of().formatHex(content.getMessageDigest().digest()), sizeBytes);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not", e);
        }
    }
}
