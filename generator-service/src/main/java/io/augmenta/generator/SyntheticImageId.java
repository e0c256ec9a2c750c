package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The name of a synthetic image: SHA-256 over (checkpoint id, class, seed, index). Texts go in as UTF-8 after their
 * length in four bytes, so that no two different tuples look alike; numbers are big-endian.
 */
final class SyntheticImageId {
    private SyntheticImageId() {}

    static String of(String checkpointId, String label, long seed, int index) {
        byte[] checkpoint = checkpointId.getBytes(UTF_8);
        byte[] name = label.getBytes(UTF_8);
        ByteBuffer content = ByteBuffer.allocate(checkpoint.length + name.length + Long.BYTES + 3 * Integer.BYTES)
                .putInt(checkpoint.length)
                .put(checkpoint)
                .putInt(name.length)
                .put(name)
                .putLong(seed)
                .putInt(index);
        return HexFormat.of().formatHex(Sha256.digest().digest(content.array()));
    }
}
