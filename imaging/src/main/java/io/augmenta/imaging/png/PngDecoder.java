package io.augmenta.imaging.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.ImageTooLargeException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnknownImageFormatException;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.UnsupportedPixelsException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads the PNG files that {@link PngEncoder} writes, and any other 8-bit grey or RGB PNG without interlace, with their
 * text. Checksums are verified. Pictures of any kind, without text, are the business of
 * {@link io.augmenta.imaging.decode.ImageDecoder}.
 *
 * <p>Stateless, safe for use by any thread.
 */
public final class PngDecoder {

    /** More pixels than this are refused before they are allocated. */
    public static final long MAX_PIXELS = 100_000_000L;

    private PngDecoder() {}

    /**
     * Decodes pixels and text.
     *
     * @throws UnreadableImageException says what is wrong with the file
     */
    public static PngFile decode(byte[] png) throws UnreadableImageException {
        if (png.length < 8 || !Arrays.equals(png, 0, 8, PngEncoder.SIGNATURE, 0, 8)) {
            throw new UnknownImageFormatException(
                    "Expected a PNG signature in the first 8 bytes; this is another format");
        }
        Parts parts = readChunks(ByteBuffer.wrap(png, 8, png.length - 8));
        return new PngFile(unfilter(parts), parts.text);
    }

    private static Parts readChunks(ByteBuffer in) throws UnreadableImageException {
        Parts parts = new Parts();
        while (true) {
            int length = in.remaining() < 12 ? -1 : in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                throw new TruncatedImageException("The PNG file ends before its IEND chunk; copy the file again", null);
            }
            byte[] typeAndData = new byte[4 + length];
            in.get(typeAndData);
            String type = new String(typeAndData, 0, 4, ISO_8859_1);
            requireChecksum(typeAndData, in.getInt(), type);
            byte[] data = Arrays.copyOfRange(typeAndData, 4, typeAndData.length);
            if (type.equals("IEND")) {
                return parts;
            }
            parts.add(type, data);
        }
    }

    private static void requireChecksum(byte[] typeAndData, int expected, String type) throws CorruptImageException {
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        if ((int) crc.getValue() != expected) {
            throw new CorruptImageException(
                    "The checksum of the PNG chunk " + type + " is wrong; copy the file again", null);
        }
    }

    private static RasterImage unfilter(Parts parts) throws UnreadableImageException {
        Header header = parts.requireHeader();
        int rowBytes = header.width * header.channels;
        byte[] filtered = inflate(parts.compressed.toByteArray(), header.height * (rowBytes + 1));
        byte[] planes = new byte[header.height * rowBytes];
        byte[] previous = new byte[rowBytes];
        for (int row = 0; row < header.height; row++) {
            int start = row * (rowBytes + 1);
            byte[] current = Arrays.copyOfRange(filtered, start + 1, start + 1 + rowBytes);
            filterOf(filtered[start], row).undo(current, previous, header.channels);
            separate(current, header, row, planes);
            previous = current;
        }
        return new RasterImage(header.channels, header.height, header.width, planes);
    }

    private static RowFilter filterOf(int number, int row) throws CorruptImageException {
        return RowFilter.of(number)
                .orElseThrow(() -> new CorruptImageException(
                        "PNG row filters are 0 to 4 but row " + row + " says " + number, null));
    }

    private static void separate(byte[] row, Header header, int rowIndex, byte[] planes) {
        for (int column = 0, i = 0; column < header.width; column++) {
            for (int channel = 0; channel < header.channels; channel++) {
                planes[(channel * header.height + rowIndex) * header.width + column] = row[i++];
            }
        }
    }

    private static byte[] inflate(byte[] compressed, int expectedBytes) throws UnreadableImageException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] data = new byte[expectedBytes];
            int filled = 0;
            while (filled < expectedBytes) {
                int read = inflater.inflate(data, filled, expectedBytes - filled);
                if (read == 0) {
                    throw new TruncatedImageException(
                            "Expected " + expectedBytes + " bytes of PNG pixels but found " + filled, null);
                }
                filled += read;
            }
            return data;
        } catch (DataFormatException e) {
            throw new CorruptImageException("The PNG pixels do not decompress: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private record Header(int width, int height, int channels) {

        static Header parse(byte[] data) throws UnreadableImageException {
            ByteBuffer in = ByteBuffer.wrap(data);
            if (data.length != 13) {
                throw new CorruptImageException("Expected 13 bytes in the PNG header but got " + data.length, null);
            }
            int width = in.getInt();
            int height = in.getInt();
            int depth = in.get();
            int colour = in.get();
            int interlace = data[12];
            if (depth != 8 || (colour != 0 && colour != 2) || interlace != 0) {
                throw new UnsupportedPixelsException(
                        "Expected 8-bit grey or RGB without interlace but got bit depth " + depth + ", colour type "
                                + colour + ", interlace " + interlace,
                        null);
            }
            if (width < 1 || height < 1) {
                throw new CorruptImageException("The PNG header says " + width + "×" + height + " pixels", null);
            }
            if ((long) width * height > MAX_PIXELS) {
                throw new ImageTooLargeException(
                        "The PNG header says " + width + "×" + height + " pixels; the limit is " + MAX_PIXELS);
            }
            return new Header(width, height, colour == 0 ? 1 : 3);
        }
    }

    /** What the chunks said so far. */
    private static final class Parts {
        private @Nullable Header header;
        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        private final Map<String, String> text = new TreeMap<>();

        void add(String type, byte[] data) throws UnreadableImageException {
            switch (type) {
                case "IHDR" -> header = Header.parse(data);
                case "IDAT" -> compressed.writeBytes(data);
                case "tEXt" -> addText(data);
                case "iTXt" -> addInternationalText(data);
                default -> requireAncillary(type);
            }
        }

        Header requireHeader() throws CorruptImageException {
            if (header == null) {
                throw new CorruptImageException("The PNG file has no IHDR chunk", null);
            }
            return header;
        }

        private void addText(byte[] data) throws CorruptImageException {
            int end = indexOfNul(data, 0);
            text.put(
                    new String(data, 0, end, ISO_8859_1), new String(data, end + 1, data.length - end - 1, ISO_8859_1));
        }

        private void addInternationalText(byte[] data) throws CorruptImageException {
            int keywordEnd = indexOfNul(data, 0);
            boolean compressedText = keywordEnd + 1 < data.length && data[keywordEnd + 1] != 0;
            if (compressedText) {
                return;
            }
            int languageEnd = indexOfNul(data, keywordEnd + 3);
            int translationEnd = indexOfNul(data, languageEnd + 1);
            text.put(
                    new String(data, 0, keywordEnd, ISO_8859_1),
                    new String(data, translationEnd + 1, data.length - translationEnd - 1, UTF_8));
        }

        private static int indexOfNul(byte[] data, int from) throws CorruptImageException {
            for (int i = from; i < data.length; i++) {
                if (data[i] == 0) {
                    return i;
                }
            }
            throw new CorruptImageException("A PNG text chunk has no NUL after its keyword", null);
        }

        /** A lower-case first letter marks a chunk that may be skipped. */
        private static void requireAncillary(String type) throws UnsupportedPixelsException {
            if (Character.isUpperCase(type.charAt(0))) {
                throw new UnsupportedPixelsException("The critical PNG chunk " + type + " is not read", null);
            }
        }
    }
}
