package io.augmenta.imaging.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.imaging.RasterImage;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit grey and RGB pictures as small PNG files (ISO/IEC 15948:2004), with text chunks; {@link FastPngEncoder}
 * takes less time. The same picture and text give the
 * same bytes with the same JDK: nothing of time, place or map order gets in. (Another JDK may bring another zlib, hence
 * other compressed bytes; the pixels and the text are the same anywhere.)
 *
 * <p>Stateless, safe for use by any thread.
 */
public final class PngEncoder {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MAX_KEYWORD_BYTES = 79;

    private PngEncoder() {}

    /** Encodes without text. */
    public static byte[] encode(RasterImage image) {
        return encode(image, Map.of());
    }

    /**
     * Encodes with text chunks, sorted by keyword: {@code tEXt} where Latin-1 can say it, {@code iTXt} (UTF-8) else.
     *
     * @throws IllegalArgumentException for a keyword that PNG does not allow (1 to 79 printable Latin-1 characters, no
     *     space at either end) or a text with a NUL in it
     */
    public static byte[] encode(RasterImage image, Map<String, String> text) {
        return file(image, text, deflate(filterRows(image)));
    }

    /** Puts a file together around the compressed rows. */
    static byte[] file(RasterImage image, Map<String, String> text, byte[] compressed) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(compressed.length + 1024);
        png.writeBytes(SIGNATURE);
        writeChunk(png, "IHDR", header(image));
        new TreeMap<>(text).forEach((keyword, value) -> writeText(png, keyword, value));
        writeChunk(png, "IDAT", compressed);
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(RasterImage image) {
        byte[] header = new byte[13];
        putInt(header, 0, image.width());
        putInt(header, 4, image.height());
        header[8] = 8;
        header[9] = (byte) (image.channels() == 1 ? 0 : 2);
        return header;
    }

    private static void writeText(ByteArrayOutputStream png, String keyword, String text) {
        requireKeyword(keyword);
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The PNG text of keyword '" + keyword + "' contains a NUL; remove it");
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(keyword.getBytes(ISO_8859_1));
        chunk.write(0);
        if (isLatin1(text)) {
            chunk.writeBytes(text.getBytes(ISO_8859_1));
            writeChunk(png, "tEXt", chunk.toByteArray());
        } else {
            // not compressed (flag, method), no language, no translated keyword
            chunk.writeBytes(new byte[4]);
            chunk.writeBytes(text.getBytes(UTF_8));
            writeChunk(png, "iTXt", chunk.toByteArray());
        }
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 255) {
                return false;
            }
        }
        return true;
    }

    private static void requireKeyword(String keyword) {
        boolean printable = true;
        for (int i = 0; i < keyword.length(); i++) {
            char c = keyword.charAt(i);
            printable &= (c >= 32 && c <= 126) || (c >= 161 && c <= 255);
        }
        if (keyword.isEmpty()
                || keyword.length() > MAX_KEYWORD_BYTES
                || !printable
                || !keyword.equals(keyword.strip())) {
            throw new IllegalArgumentException("Expected a PNG keyword of 1 to " + MAX_KEYWORD_BYTES
                    + " printable Latin-1 characters without outer spaces but got '" + keyword + "'");
        }
    }

    /** Interleaves the planes and gives each row the filter with the least sum of absolute differences (PNG 12.8). */
    private static byte[] filterRows(RasterImage image) {
        int pixelBytes = image.channels();
        int rowBytes = image.width() * pixelBytes;
        byte[] filtered = new byte[image.height() * (rowBytes + 1)];
        byte[] previous = new byte[rowBytes];
        byte[] current = new byte[rowBytes];
        byte[] candidate = new byte[rowBytes];
        for (int row = 0, out = 0; row < image.height(); row++, out += rowBytes + 1) {
            interleave(image, row, current, 0);
            long least = Long.MAX_VALUE;
            for (RowFilter filter : RowFilter.values()) {
                filter.apply(current, previous, pixelBytes, candidate);
                long sum = absoluteSum(candidate);
                if (sum < least) {
                    least = sum;
                    filtered[out] = (byte) filter.number();
                    System.arraycopy(candidate, 0, filtered, out + 1, rowBytes);
                }
            }
            byte[] swap = previous;
            previous = current;
            current = swap;
        }
        return filtered;
    }

    /** Writes a row's samples, all channels of a pixel side by side. */
    static void interleave(RasterImage image, int row, byte[] target, int offset) {
        if (image.channels() == 1) {
            image.copyRowTo(row, target, offset);
            return;
        }
        for (int column = 0, i = offset; column < image.width(); column++) {
            for (int channel = 0; channel < image.channels(); channel++) {
                target[i++] = (byte) image.sample(channel, row, column);
            }
        }
    }

    private static long absoluteSum(byte[] row) {
        long sum = 0;
        for (byte value : row) {
            sum += Math.abs(value);
        }
        return sum;
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(data.length / 2 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void writeChunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] chunk = new byte[12 + data.length];
        putInt(chunk, 0, data.length);
        System.arraycopy(type.getBytes(ISO_8859_1), 0, chunk, 4, 4);
        System.arraycopy(data, 0, chunk, 8, data.length);
        CRC32 crc = new CRC32();
        crc.update(chunk, 4, 4 + data.length);
        putInt(chunk, 8 + data.length, (int) crc.getValue());
        png.writeBytes(chunk);
    }

    private static void putInt(byte[] target, int offset, int value) {
        target[offset] = (byte) (value >>> 24);
        target[offset + 1] = (byte) (value >>> 16);
        target[offset + 2] = (byte) (value >>> 8);
        target[offset + 3] = (byte) value;
    }
}
