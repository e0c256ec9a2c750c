package io.augmenta.imaging.decode;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.UnsupportedPixelsException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageTypeSpecifier;

/** How samples of a file become grey; the rules are those of {@link ImageDecoder}. */
enum Pixels {
    /** Grey, RGB, palettes, with or without alpha; CMYK where the reader's raw type says so. */
    AS_THE_READER_SAYS {
        @Override
        RasterImage readGrey(FormatReader reader) throws IOException {
            ImageTypeSpecifier type = reader.rawType();
            if (type != null && type.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
                return fromInks(reader.readRaster(), false, false);
            }
            return fromColours(reader.read());
        }
    },
    /** JPEG's four inks; all known writers store them inverted. */
    CMYK {
        @Override
        RasterImage readGrey(FormatReader reader) throws IOException {
            return fromInks(reader.readRaster(), true, false);
        }
    },
    /** JPEG's four inks of which the first three went through the YCbCr transform. */
    YCCK {
        @Override
        RasterImage readGrey(FormatReader reader) throws IOException {
            return fromInks(reader.readRaster(), true, true);
        }
    };

    abstract RasterImage readGrey(FormatReader reader) throws IOException;

    private static RasterImage fromColours(BufferedImage image) throws UnsupportedPixelsException {
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return fromPalette(image.getRaster(), palette);
        }
        if (colours instanceof ComponentColorModel) {
            return fromSamples(image.getRaster(), colours);
        }
        return fromPackedColours(image);
    }

    private static RasterImage fromPalette(Raster raster, IndexColorModel palette) {
        byte[] greyOfIndex = new byte[palette.getMapSize()];
        for (int i = 0; i < greyOfIndex.length; i++) {
            int grey = luma(palette.getRed(i), palette.getGreen(i), palette.getBlue(i));
            greyOfIndex[i] = (byte) onBlack(grey, palette.getAlpha(i));
        }
        byte[] pixels = new byte[raster.getWidth() * raster.getHeight()];
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                pixels[y * row.length + x] = greyOfIndex[row[x]];
            }
        }
        return RasterImage.grey(raster.getHeight(), raster.getWidth(), pixels);
    }

    private static RasterImage fromSamples(Raster raster, ColorModel colours) throws UnsupportedPixelsException {
        requireIntegers(raster);
        boolean wide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
        boolean alpha = colours.hasAlpha();
        boolean separateAlpha = alpha && !colours.isAlphaPremultiplied();
        int bands = raster.getNumBands();
        int colourBands = alpha ? bands - 1 : bands;
        if (colourBands != 1 && colourBands != 3) {
            throw new UnsupportedPixelsException(
                    "Expected grey or RGB pixels but there are " + colourBands
                            + " colour channels; export the picture as 8-bit grey",
                    null);
        }
        int width = raster.getWidth();
        byte[] pixels = new byte[width * raster.getHeight()];
        int[] row = new int[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            if (wide) {
                Arrays.setAll(row, narrow(row));
            }
            for (int x = 0, i = 0; x < width; x++, i += bands) {
                int grey = colourBands == 1 ? row[i] : luma(row[i], row[i + 1], row[i + 2]);
                pixels[y * width + x] = (byte) (separateAlpha ? onBlack(grey, row[i + bands - 1]) : grey);
            }
        }
        return RasterImage.grey(raster.getHeight(), width, pixels);
    }

    private static IntUnaryOperator narrow(int[] row) {
        return i -> (row[i] + 128) / 257;
    }

    private static RasterImage fromPackedColours(BufferedImage image) {
        int width = image.getWidth();
        byte[] pixels = new byte[width * image.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int grey = luma(row[x] >> 16 & 0xff, row[x] >> 8 & 0xff, row[x] & 0xff);
                pixels[y * width + x] = (byte) onBlack(grey, row[x] >>> 24);
            }
        }
        return RasterImage.grey(image.getHeight(), width, pixels);
    }

    private static RasterImage fromInks(Raster raster, boolean inverted, boolean transformed)
            throws UnsupportedPixelsException {
        requireIntegers(raster);
        boolean wide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] pixels = new byte[width * raster.getHeight()];
        int[] row = new int[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            if (wide) {
                Arrays.setAll(row, narrow(row));
            }
            for (int x = 0, i = 0; x < width; x++, i += bands) {
                if (transformed) {
                    fromYCbCr(row, i);
                }
                pixels[y * width + x] = (byte) lumaOfInks(row, i, inverted);
            }
        }
        return RasterImage.grey(raster.getHeight(), width, pixels);
    }

    private static int lumaOfInks(int[] row, int i, boolean inverted) {
        int black = paper(row[i + 3], inverted);
        return luma(
                (paper(row[i], inverted) * black + 127) / 255,
                (paper(row[i + 1], inverted) * black + 127) / 255,
                (paper(row[i + 2], inverted) * black + 127) / 255);
    }

    /** How much paper shows through an ink. */
    private static int paper(int ink, boolean inverted) {
        return inverted ? ink : 255 - ink;
    }

    /** JFIF's YCbCr to RGB, in place, in 16-bit fixed point. */
    private static void fromYCbCr(int[] row, int i) {
        int y = row[i] << 16;
        int cb = row[i + 1] - 128;
        int cr = row[i + 2] - 128;
        row[i] = clamp((y + 91881 * cr + 32768) >> 16);
        row[i + 1] = clamp((y - 22554 * cb - 46802 * cr + 32768) >> 16);
        row[i + 2] = clamp((y + 116130 * cb + 32768) >> 16);
    }

    private static void requireIntegers(Raster raster) throws UnsupportedPixelsException {
        int type = raster.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw new UnsupportedPixelsException(
                    "Expected unsigned 8- or 16-bit samples but the file holds "
                            + (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE
                                    ? "floating point"
                                    : "signed or wider")
                            + " ones, whose range it does not tell; export the picture as 8-bit grey",
                    null);
        }
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static int onBlack(int grey, int alpha) {
        return (grey * alpha + 127) / 255;
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
