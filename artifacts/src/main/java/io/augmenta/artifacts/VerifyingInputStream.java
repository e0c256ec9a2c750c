package io.augmenta.artifacts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hands bytes on and, before it admits that they are over, proves that they were the artifact's. */
final class VerifyingInputStream extends FilterInputStream {
    private final Artifact artifact;
    private final MessageDigest digest = Digests.sha256();
    private boolean proven;

    VerifyingInputStream(InputStream content, Artifact artifact) {
        super(content);
        this.artifact = artifact;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            prove();
        } else {
            digest.update((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count < 0) {
            prove();
        } else {
            digest.update(target, offset, count);
        }
        return count;
    }

    /** Skipped bytes are part of the digest too, so they are read. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 1 << 13)];
        return Math.max(read(skipped, 0, skipped.length), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void prove() throws ArtifactCorruptedException {
        if (proven) {
            return;
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(artifact.sha256())) {
            throw ArtifactCorruptedException.ofDigest(artifact, actual);
        }
        proven = true;
    }
}
