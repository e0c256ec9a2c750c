package io.augmenta.imaging.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.ImageTooLargeException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnknownImageFormatException;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.UnsupportedPixelsException;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final RasterImage SLICE = new PhantomSet(3, 1, 90).image(LesionKind.MENINGIOMA, 0);
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff"})
    void greyPassesThroughLosslessFormatsUntouched(String format) throws IOException {
        assertEquals(SLICE, decoder.decode(SampleFiles.write(SampleFiles.buffered(SLICE), format)));
    }

    @Test
    void greyJpegGivesTheSamplesOfTheReferenceDecoder() throws IOException {
        byte[] jpeg = SampleFiles.jpeg(SLICE, 0.7f);
        byte[] expected = new byte[90 * 90];
        ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster().getDataElements(0, 0, 90, 90, expected);
        assertEquals(RasterImage.grey(90, 90, expected), decoder.decode(jpeg));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void coloursBecomeLuma(String format) throws IOException {
        BufferedImage image = randomColours();
        RasterImage grey = decoder.decode(SampleFiles.write(image, format));
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 30; column++) {
                assertEquals(luma(image.getRGB(column, row)), grey.sample(0, row, column));
            }
        }
    }

    @Test
    void aColourJpegIsWithinRoundingOfTheLumaOfItsColours() throws IOException {
        byte[] jpeg = SampleFiles.write(randomColours(), "jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        RasterImage grey = decoder.decode(jpeg);
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 30; column++) {
                assertEquals(luma(image.getRGB(column, row)), grey.sample(0, row, column));
            }
        }
    }

    @Test
    void aPaletteOfColoursBecomesLuma() throws IOException {
        byte[] red = {0, (byte) 255, 0, 10};
        byte[] green = {0, 0, (byte) 255, 20};
        byte[] blue = {0, 0, 0, 30};
        IndexColorModel palette = new IndexColorModel(2, 4, red, green, blue);
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i, 0, 0, i);
        }
        byte[] expected = {0, 76, (byte) 150, (byte) luma(0x0a141e)};
        assertEquals(RasterImage.grey(1, 4, expected), decoder.decode(SampleFiles.write(image, "png")));
        assertEquals(RasterImage.grey(1, 4, expected), decoder.decode(SampleFiles.write(image, "gif")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void sixteenBitsAreScaledOverTheirFullRange(String format) throws IOException {
        BufferedImage image = new BufferedImage(256, 257, BufferedImage.TYPE_USHORT_GRAY);
        short[] samples = new short[256 * 257];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.min(i, 65535);
        }
        image.getRaster().setDataElements(0, 0, 256, 257, samples);
        RasterImage grey = decoder.decode(SampleFiles.write(image, format));
        for (int i = 0; i < samples.length; i++) {
            assertEquals(Math.round(Math.min(i, 65535) / 257.0), grey.sample(0, i / 256, i % 256));
        }
    }

    @Test
    void transparentPixelsLieOnBlack() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xff646464);
        image.setRGB(1, 0, 0x80646464);
        image.setRGB(2, 0, 0x00646464);
        RasterImage grey = decoder.decode(SampleFiles.write(image, "png"));
        assertEquals(RasterImage.grey(1, 3, new byte[] {100, 50, 0}), grey);
    }

    @Test
    void inksOfAJpegBecomeLuma() throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, new Point());
        int[] inverted = {200, 100, 50, 128};
        for (int i = 0; i < 256; i++) {
            inks.setPixel(i % 16, i / 16, inverted);
        }
        RasterImage grey = decoder.decode(SampleFiles.jpegOfInks(inks));
        double expected = (0.299 * 200 + 0.587 * 100 + 0.114 * 50) * 128 / 255;
        assertEquals(expected, grey.sample(0, 8, 8), 1.5);
    }

    @Test
    void tiffMayCountFromWhiteAndMayHoldInks() throws IOException {
        byte[] strip = {0, 100, (byte) 255, 7};
        RasterImage fromWhite = decoder.decode(SampleFiles.tiff(2, 2, 8, 1, 0, 1, strip));
        assertEquals(RasterImage.grey(2, 2, new byte[] {(byte) 255, (byte) 155, 0, (byte) 248}), fromWhite);
        byte[] inks = {0, 0, 0, 0, 0, 0, 0, (byte) 255, (byte) 255, 0, 0, 0, 0, 0, 0, (byte) 127};
        RasterImage fromInks = decoder.decode(SampleFiles.tiff(2, 2, 8, 4, 5, 1, inks));
        assertEquals(RasterImage.grey(2, 2, new byte[] {(byte) 255, 0, (byte) 179, (byte) 128}), fromInks);
    }

    @Test
    void floatingPointIsRefusedWithAdvice() {
        byte[] tiff = SampleFiles.tiff(2, 1, 32, 1, 1, 3, new byte[8]);
        var refused = assertThrows(UnsupportedPixelsException.class, () -> decoder.decode(tiff));
        assertTrue(refused.getMessage().contains("floating point"), refused.getMessage());
        assertTrue(refused.getMessage().contains("8-bit grey"), refused.getMessage());
    }

    @Test
    void theContentDecidesTheFormatNotTheName(@TempDir Path folder) throws IOException {
        Path named = Files.write(folder.resolve("slice.gif"), SampleFiles.write(SampleFiles.buffered(SLICE), "bmp"));
        assertEquals(SLICE, decoder.decode(named));
        Path text = Files.writeString(folder.resolve("slice.png"), "this is a letter, not a picture");
        var unknown = assertThrows(UnknownImageFormatException.class, () -> decoder.decode(text));
        assertTrue(unknown.getMessage().contains("Expected a JPEG, PNG, BMP, TIFF or GIF file"), unknown.getMessage());
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        assertThrows(UnknownImageFormatException.class, () -> decoder.decode(empty));
    }

    @Test
    void aHeaderBombIsRefusedBeforeItsPixelsAreAllocated() {
        byte[] bomb = SampleFiles.pngHeaderBomb(20_000, 20_000);
        ImageDecoder generous = new ImageDecoder(new DecodeLimits(1000, 500_000_000));
        assertInstanceOf(ImageTooLargeException.class, assertThrows(IOException.class, () -> decoder.decode(bomb)));
        var refused = assertThrows(ImageTooLargeException.class, () -> decoder.decode(bomb));
        assertTrue(refused.getMessage().contains("20000×20000"), refused.getMessage());
        assertTrue(refused.getMessage().contains("33000000"), refused.getMessage());
        var damaged =
                assertThrows(UnreadableImageException.class, () -> generous.decode(SampleFiles.pngHeaderBomb(9, 9)));
        assertTrue(!(damaged instanceof ImageTooLargeException), "within the limits, what is wrong is its content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "bmp", "gif", "tiff"})
    void theLimitOnPixelsHoldsInEveryFormat(String format) throws IOException {
        ImageDecoder strict = new ImageDecoder(new DecodeLimits(1 << 20, 90 * 90 - 1));
        byte[] file = SampleFiles.write(SampleFiles.buffered(SLICE), format);
        assertThrows(ImageTooLargeException.class, () -> strict.decode(file));
    }

    @Test
    void aFileBeyondTheLimitIsNotRead(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[2000]);
        ImageDecoder strict = new ImageDecoder(new DecodeLimits(1999, 100));
        assertThrows(ImageTooLargeException.class, () -> strict.decode(file));
    }

    enum Cut {
        GREY_JPEG,
        PROGRESSIVE_JPEG,
        PNG,
        BMP,
        GIF,
        TIFF;

        byte[] file() throws IOException {
            return switch (this) {
                case GREY_JPEG -> SampleFiles.jpeg(SLICE, 0.8f);
                case PROGRESSIVE_JPEG -> SampleFiles.progressiveJpeg(SLICE);
                case PNG, BMP, GIF, TIFF -> SampleFiles.write(SampleFiles.buffered(SLICE), name());
            };
        }
    }

    /** Never grey rubbish: a file cut anywhere is an error, or it still held all pixels. */
    @ParameterizedTest
    @EnumSource
    void aFileCutAnywhereIsAnErrorOrComplete(Cut kind) throws IOException {
        byte[] file = kind.file();
        RasterImage whole = decoder.decode(file);
        int errors = 0;
        for (int length = 1; length < file.length; length += 1 + file.length / 97) {
            try {
                assertEquals(whole, decoder.decode(Arrays.copyOf(file, length)), kind + " cut to " + length);
            } catch (UnreadableImageException e) {
                errors++;
            }
        }
        assertTrue(errors >= 80, kind + ": " + errors + " errors");
    }

    @Test
    void aTruncatedJpegSaysSo() throws IOException {
        byte[] jpeg = SampleFiles.jpeg(SLICE, 0.8f);
        byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
        var cut = assertThrows(TruncatedImageException.class, () -> decoder.decode(half));
        assertTrue(cut.getMessage().contains("end marker"), cut.getMessage());
        assertEquals("truncated", cut.reason());
    }

    @Test
    void aTruncatedJpegWithAnEndMarkerPutOnIsFoundToo() throws IOException {
        byte[] jpeg = SampleFiles.jpeg(SLICE, 0.8f);
        byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
        half[half.length - 2] = (byte) 0xff;
        half[half.length - 1] = (byte) 0xd9;
        assertThrows(TruncatedImageException.class, () -> decoder.decode(half));
    }

    @Test
    void aPngWithAWrongChecksumIsCorrupt() throws IOException {
        byte[] png = SampleFiles.write(SampleFiles.buffered(SLICE), "png");
        png[png.length / 2] ^= 1;
        assertThrows(CorruptImageException.class, () -> decoder.decode(png));
    }

    @Test
    void metadataOfAJpegDoesNotChangeItsPixels() throws IOException {
        byte[] jpeg = SampleFiles.jpeg(SLICE, 0.8f);
        byte[] brokenProfile = {
            (byte) 0xff, (byte) 0xe2, 0, 18, 'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0
        };
        byte[] withProfile = new byte[jpeg.length + 20];
        System.arraycopy(jpeg, 0, withProfile, 0, 20);
        System.arraycopy(brokenProfile, 0, withProfile, 20, brokenProfile.length);
        System.arraycopy(jpeg, 20, withProfile, 40, jpeg.length - 20);
        assertEquals(decoder.decode(jpeg), decoder.decode(withProfile));
    }

    private static BufferedImage randomColours() {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(4);
        for (int i = 0; i < 600; i++) {
            image.setRGB(i % 30, i / 30, random.nextInt(1 << 24));
        }
        return image;
    }

    private static int luma(int rgb) {
        double exact = 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
        return (int) Math.floor(exact + 0.5 + 1e-9);
    }

    @Test
    void formatsAreKnownByTheirFirstBytes() {
        assertEquals(
                ImageFormat.JPEG,
                ImageFormat.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})
                        .orElseThrow());
        assertEquals(ImageFormat.GIF, ImageFormat.of("GIF89a".getBytes(UTF_8)).orElseThrow());
        assertTrue(ImageFormat.of("GIF88a".getBytes(UTF_8)).isEmpty());
        assertTrue(ImageFormat.of(new byte[0]).isEmpty());
    }
}
