package io.augmenta.imaging.png;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.CorruptImageException;
import io.augmenta.imaging.ImageTooLargeException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.TruncatedImageException;
import io.augmenta.imaging.UnknownImageFormatException;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

class PngTest {

    private static final RasterImage GREY = new PhantomSet(3, 1, 67).image(LesionKind.GLIOMA, 0);

    @Test
    void greyPixelsSurviveTheRoundTrip() throws UnreadableImageException {
        assertEquals(GREY, PngDecoder.decode(PngEncoder.encode(GREY)).image());
    }

    @Test
    void colourPixelsSurviveTheRoundTrip() throws UnreadableImageException {
        RasterImage colour = randomColour(31, 45);
        assertEquals(colour, PngDecoder.decode(PngEncoder.encode(colour)).image());
    }

    @Test
    void theJdksReaderSeesTheSamePixels() throws IOException {
        RasterImage colour = randomColour(20, 33);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(colour)));
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 33; column++) {
                int rgb = colour.sample(0, row, column) << 16
                        | colour.sample(1, row, column) << 8
                        | colour.sample(2, row, column);
                assertEquals(rgb, read.getRGB(column, row) & 0xffffff);
            }
        }
        byte[] grey = new byte[67 * 67];
        ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(GREY)))
                .getRaster()
                .getDataElements(0, 0, 67, 67, grey);
        assertArrayEquals(GREY.pixels(), grey);
    }

    /** Pictures that are smooth, noisy, empty, of two levels, of one pixel, and of counts that ask for very long codes. */
    @Test
    void fastFilesHoldTheSamePixelsForTheJdksReaderAndForThisOne() throws IOException {
        Map<String, String> text = Map.of("Class", "glioma", "Software", "日本 ✓");
        byte[] twoLevels = new byte[50 * 9];
        Arrays.fill(twoLevels, 225, 450, (byte) 9);
        for (RasterImage image : new RasterImage[] {
            GREY,
            randomColour(31, 45),
            randomColour(200, 170),
            RasterImage.grey(64, 64, new byte[64 * 64]),
            RasterImage.grey(50, 9, twoLevels),
            RasterImage.grey(1, 1, new byte[] {7}),
            fibonacciCounts()
        }) {
            byte[] png = FastPngEncoder.encode(image, text);
            PngFile read = PngDecoder.decode(png);
            assertEquals(image, read.image());
            assertEquals(text, read.text());
            assertEquals(text, textReadByTheJdk(png));
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
            for (int row = 0; row < image.height(); row++) {
                for (int column = 0; column < image.width(); column++) {
                    int[] samples = seen.getRaster().getPixel(column, row, (int[]) null);
                    assertEquals(image.channels(), samples.length);
                    for (int channel = 0; channel < samples.length; channel++) {
                        assertEquals(image.sample(channel, row, column), samples[channel]);
                    }
                }
            }
        }
    }

    @Test
    void fastFilesOfPicturesAreSmallerThanTheirPixels() {
        int bytes = FastPngEncoder.encode(GREY, Map.of()).length;

        assertTrue(bytes < 67 * 67, bytes + " bytes");
        assertTrue(bytes < 1.15 * PngEncoder.encode(GREY).length, bytes + " bytes");
    }

    /** A row in which symbols occur as often as Fibonacci's numbers say: the best code for n of them is n - 1 bits long. */
    private static RasterImage fibonacciCounts() {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        int count = 1;
        int next = 1;
        for (int symbol = 0; symbol < 24; symbol++) {
            row.writeBytes(filled(count, symbol));
            int sum = count + next;
            count = next;
            next = sum;
        }
        return RasterImage.grey(1, row.size(), row.toByteArray());
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void filesOfTheJdksWriterAreRead() throws IOException {
        BufferedImage image = new BufferedImage(67, 67, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, 67, 67, GREY.pixels());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        assertEquals(GREY, PngDecoder.decode(png.toByteArray()).image());
    }

    @Test
    void everyRowFilterIsUndone() throws UnreadableImageException {
        Random random = new Random(5);
        byte[] previous = new byte[30];
        byte[] row = new byte[30];
        random.nextBytes(previous);
        random.nextBytes(row);
        for (int number = 0; number <= 4; number++) {
            RowFilter filter = RowFilter.of(number).orElseThrow();
            byte[] coded = new byte[30];
            filter.apply(row, previous, 3, coded);
            filter.undo(coded, previous, 3);
            assertArrayEquals(row, coded, filter + " of " + number);
        }
        assertTrue(RowFilter.of(5).isEmpty());
    }

    @Test
    void textIsReadBackAndReadByTheJdk() throws IOException {
        Map<String, String> text = Map.of("Class", "glioma", "Ort", "Köln", "Software", "日本 ✓");
        byte[] png = PngEncoder.encode(GREY, text);
        assertEquals(text, PngDecoder.decode(png).text());
        assertEquals(text, textReadByTheJdk(png));
    }

    @Test
    void bytesDoNotDependOnTheOrderOfTheMap() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("Seed", "7");
        one.put("Class", "glioma");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("Class", "glioma");
        other.put("Seed", "7");
        assertArrayEquals(PngEncoder.encode(GREY, one), PngEncoder.encode(GREY, other));
    }

    @Test
    void keywordsThatPngForbidsAreRefused() {
        for (String keyword : new String[] {"", " a", "a\n", "x".repeat(80), "日"}) {
            assertThrows(IllegalArgumentException.class, () -> PngEncoder.encode(GREY, Map.of(keyword, "x")));
        }
        assertThrows(IllegalArgumentException.class, () -> PngEncoder.encode(GREY, Map.of("a", "x\0y")));
    }

    @Test
    void aFileCutAnywhereIsTruncated() {
        byte[] png = PngEncoder.encode(GREY, Map.of("Class", "glioma"));
        for (int length = 8; length < png.length; length += 41) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThrows(TruncatedImageException.class, () -> PngDecoder.decode(cut));
        }
        assertThrows(UnknownImageFormatException.class, () -> PngDecoder.decode("no picture at all".getBytes(UTF_8)));
    }

    @Test
    void aFlippedBitIsFoundByItsChecksum() {
        byte[] png = PngEncoder.encode(GREY);
        png[png.length / 2] ^= 4;
        assertThrows(CorruptImageException.class, () -> PngDecoder.decode(png));
    }

    @Test
    void aHeaderThatClaimsTooMuchIsRefused() {
        byte[] png = PngEncoder.encode(GREY);
        ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 20_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertThrows(ImageTooLargeException.class, () -> PngDecoder.decode(png));
    }

    private static RasterImage randomColour(int height, int width) {
        byte[] pixels = new byte[3 * height * width];
        new Random(1).nextBytes(pixels);
        return new RasterImage(3, height, width, pixels);
    }

    private static Map<String, String> textReadByTheJdk(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        Map<String, String> found = new HashMap<>();
        for (String[] names : new String[][] {{"tEXtEntry", "value"}, {"iTXtEntry", "text"}}) {
            var entries = root.getElementsByTagName(names[0]);
            for (int i = 0; i < entries.getLength(); i++) {
                IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
                found.put(entry.getAttribute("keyword"), entry.getAttribute(names[1]));
            }
        }
        return found;
    }
}
