package io.augmenta.generator.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.augmenta.generator.GeneratorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The beginning of a NumPy array file (format 1.0, numpy.lib.format): unsigned bytes {@code [images, C, H, W]} in C order
 * follow it.
 */
final class NumpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NumpyFile() {}

    static byte[] header(int images, GeneratorShape shape) {
        String description = "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d, %d, %d), }"
                .formatted(images, shape.channels(), shape.height(), shape.width());
        int before = MAGIC.length + Short.BYTES;
        int padding = ALIGNMENT - (before + description.length() + 1) % ALIGNMENT;
        String padded = description + " ".repeat(padding % ALIGNMENT) + "\n";
        return ByteBuffer.allocate(before + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) padded.length())
                .put(padded.getBytes(US_ASCII))
                .array();
    }
}
