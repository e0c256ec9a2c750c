package io.augmenta.imaging.decode;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.ImageTooLargeException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnknownImageFormatException;
import io.augmenta.imaging.UnreadableImageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns JPEG, PNG, BMP, TIFF and GIF files into grey pictures at full size.
 *
 * <p>The rules, so that the same file gives the same pixels on every machine:
 *
 * <ul>
 *   <li>The content decides the format, not the file's name.
 *   <li>Grey samples pass through untouched. Colours become ITU-R BT.601 luma, {@code (299 R + 587 G + 114 B + 500) /
 *       1000} in integers, which leaves R = G = B as it is. CMYK becomes RGB by {@code (255 - ink) (255 - black) / 255}.
 *   <li>16-bit samples are scaled to 8 bits over their full range, {@code round(v / 257)}. Transparent pixels are laid on
 *       black.
 *   <li>Colour profiles, gamma and orientation tags are not applied.
 *   <li>Of a file with several pictures, the first is read.
 *   <li>A file that is damaged or ends early is an error, even where a viewer would show the rest in grey.
 * </ul>
 *
 * <p>Immutable, safe for use by any thread.
 */
public final class ImageDecoder {

    private final DecodeLimits limits;

    /** A decoder that refuses what is beyond the limits. */
    public ImageDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads and decodes a file, see {@link #decode(byte[])}.
     *
     * @throws UnreadableImageException when the content is no picture
     * @throws IOException when the file cannot be read
     */
    public RasterImage decode(Path file) throws IOException {
        return decode(read(file));
    }

    /**
     * The bytes of a file, at most as many as the limits allow.
     *
     * @throws ImageTooLargeException when there are more
     * @throws IOException when the file cannot be read
     */
    public byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes((int) limits.maxFileBytes() + 1);
            requireSize(content.length);
            return content;
        }
    }

    /**
     * Checks a size that is known before anything is read.
     *
     * @throws ImageTooLargeException when it is more than the limits allow
     */
    public void requireSize(long fileBytes) throws ImageTooLargeException {
        if (fileBytes > limits.maxFileBytes()) {
            throw new ImageTooLargeException("Expected a file of at most " + limits.maxFileBytes()
                    + " bytes but this one has more; shrink the picture or raise the limit");
        }
    }

    /**
     * Decodes the content of a file to grey, {@code [1, height, width]}.
     *
     * @throws UnreadableImageException says what was expected and what was found; nothing of the size of the picture was
     *     allocated when it is {@link ImageTooLargeException}
     */
    public RasterImage decode(byte[] content) throws UnreadableImageException {
        ImageFormat format = ImageFormat.of(content).orElseThrow(() -> unknown(content));
        return switch (format) {
            case JPEG -> decodeJpeg(content);
            case PNG -> {
                PngChunks.requireComplete(content);
                yield decodeWith(format, content, Pixels.AS_THE_READER_SAYS);
            }
            case GIF -> {
                GifBlocks.requireComplete(content);
                yield decodeWith(format, content, Pixels.AS_THE_READER_SAYS);
            }
            case BMP, TIFF -> decodeWith(format, content, Pixels.AS_THE_READER_SAYS);
        };
    }

    private RasterImage decodeJpeg(byte[] content) throws UnreadableImageException {
        JpegSegments segments = JpegSegments.parse(content);
        requireWithinLimits(segments.width(), segments.height());
        Pixels pixels =
                switch (segments.components()) {
                    case 4 -> segments.adobeTransform() == 2 ? Pixels.YCCK : Pixels.CMYK;
                    default -> Pixels.AS_THE_READER_SAYS;
                };
        return decodeWith(ImageFormat.JPEG, segments.withoutMetadata(), pixels);
    }

    private RasterImage decodeWith(ImageFormat format, byte[] content, Pixels pixels) throws UnreadableImageException {
        try (FormatReader reader = FormatReader.open(format, content)) {
            requireWithinLimits(reader.width(), reader.height());
            RasterImage image = pixels.readGrey(reader);
            reader.requireNoDamage();
            return image;
        } catch (UnreadableImageException e) {
            throw e;
        } catch (EOFException e) {
            throw new TruncatedImageException(
                    "The " + format + " file ends before its picture does; copy the file again", e);
        } catch (IOException | RuntimeException e) {
            // the readers answer damaged files with many kinds of runtime exceptions
            throw new CorruptImageException(
                    "The " + format + " file cannot be decoded (" + e + "); copy or export the file again", e);
        }
    }

    private void requireWithinLimits(int width, int height) throws UnreadableImageException {
        if (width < 1 || height < 1) {
            throw new CorruptImageException("The header says " + width + "×" + height + " pixels", null);
        }
        if ((long) width * height > limits.maxPixels()) {
            throw new ImageTooLargeException("Expected at most " + limits.maxPixels() + " pixels but the header says "
                    + width + "×" + height + "; shrink the picture or raise the limit");
        }
    }

    private static UnknownImageFormatException unknown(byte[] content) {
        String found =
                content.length == 0 ? "the file is empty" : "the content is none of them, whatever its name says";
        return new UnknownImageFormatException(
                "Expected a JPEG, PNG, BMP, TIFF or GIF file but " + found + "; convert it or take it out");
    }
}
