package io.augmenta.ingest.reading;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pixels put aside in a temporary file, so that memory stays flat however many images there are. All images have the same
 * size and are numbered in the order of adding, from 0. The file is readable by its owner only and goes with
 * {@link #close}. Not safe for use by several threads.
 */
public final class PixelSpill implements AutoCloseable {
    private final FileChannel file;
    private final int imageBytes;
    private int images;

    private PixelSpill(FileChannel file, int imageBytes) {
        this.file = file;
        this.imageBytes = imageBytes;
    }

    /**
     * Makes an empty one.
     *
     * @param folder where the temporary file is
     * @param imageBytes size of every image
     * @return an empty spill; the caller closes it
     * @throws IOException if no file can be made there
     */
    public static PixelSpill in(Path folder, int imageBytes) throws IOException {
        Path path = Files.createTempFile(Files.createDirectories(folder), "augmenta-ingest-", ".pixels");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new PixelSpill(file, imageBytes);
    }

    /**
     * Adds an image.
     *
     * @param pixels as many bytes as every image has
     * @return its number
     * @throws IOException if the disk is full
     */
    public int add(byte[] pixels) throws IOException {
        if (pixels.length != imageBytes) {
            throw new IllegalArgumentException("Expected " + imageBytes + " bytes but got " + pixels.length);
        }
        ByteBuffer source = ByteBuffer.wrap(pixels);
        long position = (long) images * imageBytes;
        while (source.hasRemaining()) {
            position += file.write(source, position);
        }
        return images++;
    }

    /**
     * Reads an image.
     *
     * @param number its number
     * @return its pixels
     * @throws IOException if the file cannot be read
     */
    public byte[] read(int number) throws IOException {
        byte[] pixels = new byte[imageBytes];
        ByteBuffer target = ByteBuffer.wrap(pixels);
        long position = (long) number * imageBytes;
        while (target.hasRemaining()) {
            int count = file.read(target, position);
            if (count < 0) {
                throw new EOFException("the temporary file ends before image " + number + "; was it changed?");
            }
            position += count;
        }
        return pixels;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
