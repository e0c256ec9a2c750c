package io.augmenta.contracts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes with value equality. Immutable as long as an array given to {@link #wrap} is left alone afterwards. */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** {@return no bytes} */
    public static Bytes empty() {
        return EMPTY;
    }

    /**
     * Takes over an array without copying it; the caller must not change it any more.
     *
     * @param content the bytes
     * @return a view of them
     */
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /**
     * Copies what remains in a buffer, whose position does not move.
     *
     * @param buffer the bytes
     * @return a copy of them
     */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return wrap(copy);
    }

    /** {@return how many bytes there are} */
    public int size() {
        return content.length;
    }

    /** {@return a copy of the bytes} */
    public byte[] toArray() {
        return content.clone();
    }

    /** {@return a read-only view of the bytes} */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * Copies all bytes into an array.
     *
     * @param target where to
     * @param offset index of the first byte in the target
     */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** {@return the number of bytes and the first few of them, never the whole content} */
    @Override
    public String toString() {
        String start = HexFormat.of().formatHex(content, 0, Math.min(4, content.length));
        return content.length + " bytes" + (content.length > 0 ? " (" + start + "...)" : "");
    }
}
