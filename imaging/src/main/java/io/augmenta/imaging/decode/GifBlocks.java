package io.augmenta.imaging.decode;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnreadableImageException;

/** The blocks of a GIF file (GIF89a): whether the first picture is all there. */
final class GifBlocks {

    private static final int HEADER_BYTES = 13;
    private static final int IMAGE_DESCRIPTOR_BYTES = 10;

    private GifBlocks() {}

    static void requireComplete(byte[] gif) throws UnreadableImageException {
        if (gif.length < HEADER_BYTES) {
            throw truncated(gif);
        }
        int position = HEADER_BYTES + paletteBytes(gif[10]);
        while (position < gif.length) {
            int block = gif[position] & 0xff;
            switch (block) {
                case ',' -> {
                    requirePicture(gif, position);
                    return;
                }
                case '!' -> position = skipSubBlocks(gif, position + 2);
                case ';' -> throw new CorruptImageException("The GIF file holds no picture", null);
                default ->
                    throw new CorruptImageException(
                            "Expected a GIF block but found byte " + block + "; export the file again", null);
            }
        }
        throw truncated(gif);
    }

    private static void requirePicture(byte[] gif, int position) throws TruncatedImageException {
        if (position + IMAGE_DESCRIPTOR_BYTES >= gif.length) {
            throw truncated(gif);
        }
        int codeSizeAt = position + IMAGE_DESCRIPTOR_BYTES + paletteBytes(gif[position + 9]);
        skipSubBlocks(gif, codeSizeAt + 1);
    }

    private static int paletteBytes(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int skipSubBlocks(byte[] gif, int start) throws TruncatedImageException {
        int position = start;
        while (position < gif.length) {
            int length = gif[position] & 0xff;
            position += 1 + length;
            if (length == 0) {
                return position;
            }
        }
        throw truncated(gif);
    }

    private static TruncatedImageException truncated(byte[] gif) {
        return new TruncatedImageException(
                "The GIF file ends after " + gif.length + " bytes, within its picture; copy the file again", null);
    }
}
