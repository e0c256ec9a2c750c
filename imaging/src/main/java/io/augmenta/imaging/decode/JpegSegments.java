package io.augmenta.imaging.decode;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnreadableImageException;
import java.io.ByteArrayOutputStream;

/**
 * The marker segments of a JPEG file (ITU-T T.81, annex B): its size, and whether it is all there. Decoders fill what is
 * missing with grey and go on, so the end marker is looked for here.
 *
 * @param width columns the frame header claims
 * @param height rows it claims
 * @param components 1 grey, 3 colour, 4 inks
 * @param adobeTransform of Adobe's APP14 segment; -1 without one
 * @param withoutMetadata the file without the segments that do not say how to decode it (thumbnails, profiles, comments)
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, in this package
record JpegSegments(int width, int height, int components, int adobeTransform, byte[] withoutMetadata) {

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;

    static JpegSegments parse(byte[] jpeg) throws UnreadableImageException {
        return new Parser(jpeg).parse();
    }

    private static final class Parser {
        private final byte[] jpeg;
        private final ByteArrayOutputStream kept;
        private int position = 2;
        private int width;
        private int height;
        private int components;
        private int adobeTransform = -1;

        Parser(byte[] jpeg) {
            this.jpeg = jpeg;
            kept = new ByteArrayOutputStream(jpeg.length);
            kept.write(jpeg, 0, 2);
        }

        JpegSegments parse() throws UnreadableImageException {
            int marker;
            while ((marker = nextMarker()) != END_OF_IMAGE) {
                if (hasNoLength(marker)) {
                    continue;
                }
                int start = position;
                int length = requireLength(marker);
                look(marker, start, length);
                position = start + length;
                if (marker == START_OF_SCAN) {
                    skipScan();
                }
                if (!isMetadata(marker)) {
                    kept.write(0xff);
                    kept.write(marker);
                    kept.write(jpeg, start, position - start);
                }
            }
            kept.write(0xff);
            kept.write(END_OF_IMAGE);
            if (components == 0) {
                throw new CorruptImageException("The JPEG file has no frame header; export it again", null);
            }
            return new JpegSegments(width, height, components, adobeTransform, kept.toByteArray());
        }

        private int nextMarker() throws UnreadableImageException {
            while (position < jpeg.length && unsigned(position) != 0xff) {
                position++;
            }
            while (position < jpeg.length && unsigned(position) == 0xff) {
                position++;
            }
            if (position >= jpeg.length) {
                throw truncated();
            }
            return unsigned(position++);
        }

        /** Restart markers, TEM and a repeated start of image stand alone. */
        private static boolean hasNoLength(int marker) {
            return (marker >= 0xd0 && marker <= 0xd8) || marker == 0x01 || marker == 0x00;
        }

        private int requireLength(int marker) throws UnreadableImageException {
            if (position + 2 > jpeg.length) {
                throw truncated();
            }
            int length = unsigned(position) << 8 | unsigned(position + 1);
            if (length < 2) {
                throw new CorruptImageException(
                        "The JPEG segment " + Integer.toHexString(marker) + " claims " + length
                                + " bytes; export the file again",
                        null);
            }
            if (position + length > jpeg.length) {
                throw truncated();
            }
            return length;
        }

        private void look(int marker, int start, int length) throws CorruptImageException {
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                if (length < 8) {
                    throw new CorruptImageException("The JPEG frame header is too short; export the file again", null);
                }
                height = unsigned(start + 3) << 8 | unsigned(start + 4);
                width = unsigned(start + 5) << 8 | unsigned(start + 6);
                components = unsigned(start + 7);
            }
            boolean adobe = marker == APP14 && length >= 14 && jpeg[start + 2] == 'A' && jpeg[start + 3] == 'd';
            if (adobe) {
                adobeTransform = unsigned(start + 13);
            }
        }

        /** To the marker after the entropy-coded bytes, where 0xff is stuffed with 0 and restarts may occur. */
        private void skipScan() throws TruncatedImageException {
            while (position + 1 < jpeg.length) {
                if (unsigned(position) == 0xff) {
                    int next = unsigned(position + 1);
                    boolean withinScan = next == 0 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
                    if (!withinScan) {
                        return;
                    }
                }
                position++;
            }
            throw truncated();
        }

        private static boolean isMetadata(int marker) {
            return marker == COMMENT || (marker > APP0 && marker <= 0xef && marker != APP14);
        }

        private TruncatedImageException truncated() {
            return new TruncatedImageException(
                    "Expected the JPEG end marker but the file ends after " + jpeg.length
                            + " bytes without it; copy the file again",
                    null);
        }

        private int unsigned(int index) {
            return jpeg[index] & 0xff;
        }
    }
}
