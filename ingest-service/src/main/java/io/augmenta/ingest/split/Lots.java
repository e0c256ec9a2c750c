package io.augmenta.ingest.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Lots drawn from a seed and an id and nothing else: the same on every machine, in whatever order they are drawn. */
final class Lots {
    private final long seed;
    private final MessageDigest digest;

    Lots(long seed) {
        this.seed = seed;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long of(String id) {
        return ByteBuffer.wrap(digest.digest((seed + "/" + id).getBytes(UTF_8))).getLong();
    }
}
