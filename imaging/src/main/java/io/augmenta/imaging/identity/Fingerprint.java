package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import java.nio.ByteBuffer;

/**
 * What a picture looks like, in 256 bits: pictures that look alike differ in few bits. A perceptual hash after Zauner
 * (2010): the picture is cropped to its content, squeezed to 32×32 by area averaging, and the signs of its 16×16 lowest
 * cosine frequencies are kept, without the mean. So size, proportions, margins, compression, brightness and contrast
 * change little.
 *
 * <p>Immutable; the bits are held in four words, so that no array can be changed from outside.
 *
 * @param word0 bits 0 to 63
 * @param word1 bits 64 to 127
 * @param word2 bits 128 to 191
 * @param word3 bits 192 to 255
 */
public record Fingerprint(long word0, long word1, long word2, long word3) {

    /** Number of bits. */
    public static final int BITS = 256;

    /** Length of {@link #toBytes()}. */
    public static final int BYTES = BITS / Byte.SIZE;

    /**
     * Pictures at most so far apart are the same picture in another file: rescaled, compressed again, brightened. On
     * brain slices, pictures of a correlation above 0.98 lie below, neighbouring slices above.
     */
    public static final int SAME_PICTURE_DISTANCE = 16;

    /**
     * Pictures at most so far apart are alike enough for one in training to give away the other in a test, such as
     * neighbouring slices of one head. The largest radius at which such groups do not yet grow together.
     */
    public static final int ALIKE_DISTANCE = 40;

    /** Takes the fingerprint of a grey picture {@code [1, height, width]} of any size. */
    public static Fingerprint of(RasterImage grey) {
        return CosineHash.fingerprint(grey);
    }

    /** Number of bits that differ, 0 to 256. */
    public int distance(Fingerprint other) {
        return Long.bitCount(word0 ^ other.word0)
                + Long.bitCount(word1 ^ other.word1)
                + Long.bitCount(word2 ^ other.word2)
                + Long.bitCount(word3 ^ other.word3);
    }

    /** The four words, in order. */
    public long[] words() {
        return new long[] {word0, word1, word2, word3};
    }

    /** 32 bytes, big-endian, {@code word0} first. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(word0)
                .putLong(word1)
                .putLong(word2)
                .putLong(word3)
                .array();
    }

    /** The inverse of {@link #toBytes()}. */
    public static Fingerprint ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("Expected a fingerprint of " + BYTES + " bytes but got " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Fingerprint(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** Sixteen of the bits as a number: bits {@code 16 part} to {@code 16 part + 15}. */
    int part(int part) {
        long word =
                switch (part >> 2) {
                    case 0 -> word0;
                    case 1 -> word1;
                    case 2 -> word2;
                    default -> word3;
                };
        return (int) (word >>> ((part & 3) * 16)) & 0xffff;
    }
}
