package io.augmenta.imaging.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnreadableImageException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The chunks of a PNG file (ISO/IEC 15948:2004, clause 5): whether all are there, and sound. */
final class PngChunks {

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_AND_CHECKSUM_BYTES = 12;

    private PngChunks() {}

    static void requireComplete(byte[] png) throws UnreadableImageException {
        ByteBuffer in = ByteBuffer.wrap(png);
        int position = SIGNATURE_BYTES;
        while (position + HEADER_AND_CHECKSUM_BYTES <= png.length) {
            int length = in.getInt(position);
            if (length < 0 || length > png.length - position - HEADER_AND_CHECKSUM_BYTES) {
                throw truncated(png);
            }
            String type = new String(png, position + 4, 4, ISO_8859_1);
            requireChecksum(in, position + 4, 4 + length, type);
            if (type.equals("IEND")) {
                return;
            }
            position += HEADER_AND_CHECKSUM_BYTES + length;
        }
        throw truncated(png);
    }

    private static void requireChecksum(ByteBuffer in, int start, int length, String type)
            throws CorruptImageException {
        CRC32 crc = new CRC32();
        crc.update(in.duplicate().position(start).limit(start + length));
        if ((int) crc.getValue() != in.getInt(start + length)) {
            throw new CorruptImageException(
                    "The checksum of the PNG chunk " + type + " is wrong; copy the file again", null);
        }
    }

    private static TruncatedImageException truncated(byte[] png) {
        return new TruncatedImageException(
                "Expected the PNG end chunk but the file ends after " + png.length
                        + " bytes without it; copy the file again",
                null);
    }
}
