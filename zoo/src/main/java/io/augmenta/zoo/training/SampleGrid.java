package io.augmenta.zoo.training;

import io.augmenta.zoo.random.RandomStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of generated images: a row per class, a column per latent vector. The latents depend on the seed alone, so
 * that the pictures of one run show the same images growing.
 */
final class SampleGrid {

    private static final int COLUMNS = 8;
    private static final int GAP_PIXELS = 2;
    private static final int WHITE = 0xffffff;

    private SampleGrid() {}

    static byte[] png(GenerativeModel model, ImageShape shape, int latentSize, long seed) {
        float[] columns = RandomStream.of(seed, "sample grid", 0).gaussians(COLUMNS * latentSize);
        BufferedImage grid = canvas(shape);
        for (int row = 0; row < shape.classes(); row++) {
            int[] labels = new int[COLUMNS];
            java.util.Arrays.fill(labels, row);
            float[] images = model.generate(columns, labels);
            for (int column = 0; column < COLUMNS; column++) {
                draw(grid, images, row, column, shape);
            }
        }
        return encode(grid);
    }

    private static BufferedImage canvas(ImageShape shape) {
        int width = COLUMNS * (shape.size() + GAP_PIXELS) - GAP_PIXELS;
        int height = shape.classes() * (shape.size() + GAP_PIXELS) - GAP_PIXELS;
        int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage canvas = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                canvas.setRGB(x, y, WHITE);
            }
        }
        return canvas;
    }

    private static void draw(BufferedImage grid, float[] images, int row, int column, ImageShape shape) {
        int pixels = shape.size() * shape.size();
        int[] sample = new int[shape.channels()];
        for (int y = 0; y < shape.size(); y++) {
            for (int x = 0; x < shape.size(); x++) {
                for (int channel = 0; channel < sample.length; channel++) {
                    int at = (column * shape.channels() + channel) * pixels + y * shape.size() + x;
                    sample[channel] = Math.round((images[at] + 1) * 127.5f);
                }
                grid.getRaster()
                        .setPixel(
                                column * (shape.size() + GAP_PIXELS) + x,
                                row * (shape.size() + GAP_PIXELS) + y,
                                sample);
            }
        }
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }
}
