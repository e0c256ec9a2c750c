package io.augmenta.imaging.decode;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An ImageIO reader for one file in memory. The providers are made here instead of being looked up: what a look-up finds
 * depends on class loaders and on what else is on the class path. One thread at a time; to be closed.
 */
final class FormatReader implements AutoCloseable {

    private final ImageReader reader;
    private final ImageInputStream input;
    private final List<String> warnings = new ArrayList<>();

    private FormatReader(ImageReader reader, byte[] content) {
        this.reader = reader;
        input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(input, true, true);
    }

    static FormatReader open(ImageFormat format, byte[] content) throws IOException {
        return new FormatReader(newReader(format), content);
    }

    private static ImageReader newReader(ImageFormat format) throws IOException {
        return switch (format) {
            case JPEG -> {
                JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
                // finds the JDK's reader, on which it builds
                provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
                yield provider.createReaderInstance(null);
            }
            case BMP -> new BMPImageReaderSpi().createReaderInstance(null);
            case TIFF -> new TIFFImageReaderSpi().createReaderInstance(null);
            case PNG, GIF -> jdkReader(format.name().toLowerCase(Locale.ROOT));
        };
    }

    private static ImageReader jdkReader(String formatName) {
        var readers = ImageIO.getImageReadersByFormatName(formatName);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException(
                "This Java has no " + formatName + " reader; use one with the java.desktop module");
    }

    int width() throws IOException {
        return reader.getWidth(0);
    }

    int height() throws IOException {
        return reader.getHeight(0);
    }

    /** What the file says its pixels are; null where the reader has no type for it. */
    @Nullable ImageTypeSpecifier rawType() throws IOException {
        return reader.getRawImageType(0);
    }

    BufferedImage read() throws IOException {
        return reader.read(0);
    }

    /** Samples as they are in the file, without colour conversion. */
    Raster readRaster() throws IOException {
        return reader.readRaster(0, null);
    }

    /** Readers warn of damage and then show what they have; pixels made up are worse than none. */
    void requireNoDamage() throws UnreadableImageException {
        for (String warning : warnings) {
            String text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("premature end") || text.contains("unexpected end")) {
                throw new TruncatedImageException(
                        "The file ends before its picture does (" + warning + "); copy the file again", null);
            }
            if (text.contains("corrupt") && !text.contains("extraneous bytes")) {
                throw new CorruptImageException("The file is damaged (" + warning + "); copy the file again", null);
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        input.close();
    }
}
