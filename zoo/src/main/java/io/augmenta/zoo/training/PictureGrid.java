package io.augmenta.zoo.training;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images of one shape in rows and columns, with white between them. */
final class PictureGrid {

    private static final int GAP_PIXELS = 2;
    private static final int WHITE = 0xffffff;

    private final ImageShape shape;
    private final BufferedImage canvas;

    PictureGrid(int rows, int columns, ImageShape shape) {
        this.shape = shape;
        int width = columns * (shape.size() + GAP_PIXELS) - GAP_PIXELS;
        int height = rows * (shape.size() + GAP_PIXELS) - GAP_PIXELS;
        int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        this.canvas = new BufferedImage(width, height, type);
        int[] white = new int[width * height];
        Arrays.fill(white, WHITE);
        canvas.setRGB(0, 0, width, height, white, 0, width);
    }

    /**
     * Draws one of several images.
     *
     * @param images {@code [N, C, H, W]}; what is beyond -1 (black) and 1 (white) is cut off
     * @param index which one
     */
    void draw(int row, int column, float[] images, int index) {
        int pixels = shape.size() * shape.size();
        int[] sample = new int[shape.channels()];
        for (int y = 0; y < shape.size(); y++) {
            for (int x = 0; x < shape.size(); x++) {
                for (int channel = 0; channel < sample.length; channel++) {
                    int at = (index * shape.channels() + channel) * pixels + y * shape.size() + x;
                    sample[channel] = Math.min(255, Math.max(0, Math.round((images[at] + 1) * 127.5f)));
                }
                canvas.getRaster()
                        .setPixel(
                                column * (shape.size() + GAP_PIXELS) + x,
                                row * (shape.size() + GAP_PIXELS) + y,
                                sample);
            }
        }
    }

    byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(canvas, "png", out);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }
}
