package io.augmenta.imaging.decode;

import io.augmenta.imaging.RasterImage;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files made by the JDK's writers, or byte by byte where these cannot. */
public final class SampleFiles {

    private SampleFiles() {}

    public static BufferedImage buffered(RasterImage grey) {
        BufferedImage image = new BufferedImage(grey.width(), grey.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, grey.width(), grey.height(), grey.pixels());
        return image;
    }

    public static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, file)) {
            throw new IOException("No writer for " + format + " of " + image);
        }
        return file.toByteArray();
    }

    public static byte[] jpeg(RasterImage grey, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        return write(writer, new IIOImage(buffered(grey), null, null), parameters);
    }

    /** A progressive JPEG, whose scans each refine the whole picture. */
    public static byte[] progressiveJpeg(RasterImage grey) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, new IIOImage(buffered(grey), null, null), parameters);
    }

    /** Four bands as they are, the way writers store inverted inks. */
    public static byte[] jpegOfInks(WritableRaster inks) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(1);
        return write(writer, new IIOImage(inks, null, null), parameters);
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam parameters) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, image, parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** A PNG of a header that claims a size, and a few bytes of pixels. */
    public static byte[] pngHeaderBomb(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 22 + 12);
        png.putLong(0x89504e470d0a1a0aL);
        putChunk(
                png,
                0x49484452,
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .array());
        putChunk(png, 0x49444154, new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1, 0});
        putChunk(png, 0x49454e44, new byte[0]);
        return png.array();
    }

    private static void putChunk(ByteBuffer png, int type, byte[] data) {
        int start = png.position();
        png.putInt(data.length).putInt(type).put(data);
        CRC32 crc = new CRC32();
        crc.update(png.duplicate().position(start + 4).limit(start + 8 + data.length));
        png.putInt((int) crc.getValue());
    }

    /** An uncompressed little-endian TIFF in one strip; {@code photometric} 0 white is zero, 1 black is zero, 5 inks. */
    public static byte[] tiff(int width, int height, int bits, int samples, int photometric, int format, byte[] strip) {
        int[][] entries = {
            {256, 4, 1, width},
            {257, 4, 1, height},
            {258, 3, 1, bits},
            {259, 3, 1, 1},
            {262, 3, 1, photometric},
            {273, 4, 1, 8},
            {277, 3, 1, samples},
            {278, 4, 1, height},
            {279, 4, 1, strip.length},
            {339, 3, 1, format}
        };
        int bitsAt = 8 + strip.length + strip.length % 2;
        ByteBuffer tiff = ByteBuffer.allocate(bitsAt + 2 * samples + 2 + 12 * entries.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        tiff.putInt(0x002a4949).putInt(bitsAt + 2 * samples).put(strip).position(bitsAt);
        for (int i = 0; i < samples; i++) {
            tiff.putShort((short) bits);
        }
        tiff.putShort((short) entries.length);
        for (int[] entry : entries) {
            boolean bitsOfSeveral = entry[0] == 258 && samples > 2;
            tiff.putShort((short) entry[0]).putShort((short) entry[1]);
            tiff.putInt(bitsOfSeveral ? samples : entry[2]).putInt(bitsOfSeveral ? bitsAt : entry[3]);
        }
        return tiff.putInt(0).array();
    }
}
