package io.augmenta.zoo.data;

import java.util.List;

/**
 * A fixed collection of equally sized labelled images, addressed by index.
 *
 * <p>The order is part of the identity: training draws its batches by index, so the same source in another order is
 * another run. Implementations may read from disk or a log; {@link #read} must then return the same bytes every time.
 * Used by one thread at a time.
 */
public interface ImageSource {

    /** Number of images, at least 1. */
    int size();

    /** Number of channels: 1 (grey) or 3 (red, green, blue). */
    int channels();

    /** Height in pixels. */
    int height();

    /** Width in pixels. */
    int width();

    /** Names of the classes; a label is an index into this list. At least one. */
    List<String> classes();

    /**
     * The class of an image.
     *
     * @param index 0 to {@code size() - 1}
     * @return 0 to {@code classes().size() - 1}
     */
    int label(int index);

    /**
     * Copies the pixels of an image, {@code [C, H, W]}, one unsigned byte each (0 black, 255 white), into
     * {@code target[offset … offset + bytesPerImage())}.
     */
    void read(int index, byte[] target, int offset);

    /** Bytes of one image: channels × height × width. */
    default int bytesPerImage() {
        return channels() * height() * width();
    }
}
