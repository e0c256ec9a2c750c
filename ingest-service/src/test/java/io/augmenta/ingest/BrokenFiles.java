package io.augmenta.ingest;

import io.augmenta.imaging.RasterImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files as they come in from the world. */
final class BrokenFiles {
    private BrokenFiles() {}

    /** The same pixels in a format that loses none. */
    static byte[] bitmap(RasterImage grey) throws IOException {
        return write(grey, "bmp");
    }

    /** The first half of a file. */
    static byte[] truncatedJpeg(RasterImage grey) throws IOException {
        byte[] whole = write(grey, "jpg");
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] write(RasterImage grey, String format) throws IOException {
        BufferedImage image = new BufferedImage(grey.width(), grey.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < grey.height(); row++) {
            for (int column = 0; column < grey.width(); column++) {
                image.getRaster().setSample(column, row, 0, grey.sample(0, row, column));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, file)) {
            throw new IOException("no writer for " + format);
        }
        return file.toByteArray();
    }

    /** A sound PNG of a hundred bytes whose header claims 20,000 x 20,000 pixels. */
    static byte[] headerBomb() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(header)) {
            out.writeInt(20_000);
            out.writeInt(20_000);
            out.write(new byte[] {8, 0, 0, 0, 0});
        }
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(pixels)) {
            out.write(new byte[100]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            writeChunk(out, "IHDR", header.toByteArray());
            writeChunk(out, "IDAT", pixels.toByteArray());
            writeChunk(out, "IEND", new byte[0]);
        }
        return png.toByteArray();
    }

    private static void writeChunk(DataOutputStream out, String type, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(content);
        out.writeInt(content.length);
        out.write(type.getBytes(StandardCharsets.ISO_8859_1));
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
