package io.augmenta.imaging.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the images look like that a generator has seen in training, and how near to one of them is a copy. Says nothing of
 * whose images they are, of their order, nor of how many look exactly alike. Immutable.
 *
 * <p>As a file: the eight letters {@code AUGMFPRT}, then, as big-endian numbers of four bytes, the version of the format (1),
 * the distance below which a picture is a near copy, and how many fingerprints follow; then these, {@value
 * Fingerprint#BYTES} bytes each, in ascending order and each once. The same images give the same file.
 */
public final class TrainingFingerprints {
    private static final byte[] MAGIC = "AUGMFPRT".getBytes(US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = MAGIC.length + 3 * Integer.BYTES;
    private static final Comparator<Fingerprint> AS_BYTES = Comparator.comparing(
                    Fingerprint::word0, Long::compareUnsigned)
            .thenComparing(Fingerprint::word1, Long::compareUnsigned)
            .thenComparing(Fingerprint::word2, Long::compareUnsigned)
            .thenComparing(Fingerprint::word3, Long::compareUnsigned);

    private final int copyBelow;
    private final List<Fingerprint> fingerprints;

    private TrainingFingerprints(int copyBelow, Set<Fingerprint> ascending) {
        this.copyBelow = copyBelow;
        this.fingerprints = List.copyOf(ascending);
    }

    /**
     * Takes fingerprints in, in any order.
     *
     * @param copyBelow a picture whose fingerprint differs from one of these in fewer bits is a near copy, 0 to
     *     {@value Fingerprint#BITS}
     */
    public static TrainingFingerprints of(int copyBelow, Collection<Fingerprint> fingerprints) {
        if (copyBelow < 0 || copyBelow > Fingerprint.BITS) {
            throw new IllegalArgumentException(
                    "Expected a distance of 0 to " + Fingerprint.BITS + ", got " + copyBelow);
        }
        Set<Fingerprint> ascending = new TreeSet<>(AS_BYTES);
        ascending.addAll(fingerprints);
        return new TrainingFingerprints(copyBelow, ascending);
    }

    /** These and those of others, with the distance of these. */
    public TrainingFingerprints and(TrainingFingerprints others) {
        Set<Fingerprint> all = new TreeSet<>(AS_BYTES);
        all.addAll(fingerprints);
        all.addAll(others.fingerprints);
        return new TrainingFingerprints(copyBelow, all);
    }

    /** A picture whose fingerprint, or its mirror image's, differs from one of these in fewer bits is a near copy. */
    public int copyBelow() {
        return copyBelow;
    }

    /** Each once, in ascending order. */
    public List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    /** How many there are. */
    public int size() {
        return fingerprints.size();
    }

    /** The file. */
    public byte[] toBytes() {
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + size() * Fingerprint.BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(copyBelow)
                .putInt(size());
        fingerprints.forEach(fingerprint -> file.put(fingerprint.toBytes()));
        return file.array();
    }

    /**
     * The inverse of {@link #toBytes()}.
     *
     * @throws InvalidFingerprintsException if it is no such file, or not a whole one
     */
    public static TrainingFingerprints ofBytes(byte[] file) throws InvalidFingerprintsException {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < HEADER_BYTES || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new InvalidFingerprintsException("expected a file that begins with AUGMFPRT and has at least "
                    + HEADER_BYTES + " bytes, got one of " + file.length);
        }
        in.position(MAGIC.length);
        int version = in.getInt();
        int copyBelow = in.getInt();
        int count = in.getInt();
        if (version != VERSION) {
            throw new InvalidFingerprintsException(
                    "expected version " + VERSION + ", got " + version + ": it was written by a newer trainer");
        }
        if (copyBelow < 0 || copyBelow > Fingerprint.BITS) {
            throw new InvalidFingerprintsException(
                    "expected a distance of 0 to " + Fingerprint.BITS + ", got " + copyBelow);
        }
        if (count < 0 || file.length - HEADER_BYTES != (long) count * Fingerprint.BYTES) {
            throw new InvalidFingerprintsException("expected " + count + " fingerprints of " + Fingerprint.BYTES
                    + " bytes, got " + (file.length - HEADER_BYTES) + " bytes");
        }
        Set<Fingerprint> fingerprints = new TreeSet<>(AS_BYTES);
        byte[] bytes = new byte[Fingerprint.BYTES];
        for (int i = 0; i < count; i++) {
            in.get(bytes);
            fingerprints.add(Fingerprint.ofBytes(bytes));
        }
        return new TrainingFingerprints(copyBelow, fingerprints);
    }
}
