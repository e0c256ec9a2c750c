package io.augmenta.extraction;

import io.augmenta.zoo.data.ImageSource;
import java.util.List;

/**
 * The mirror images of a source's images, left to right; labels stay. For one thread, as the source is.
 *
 * @param images the images to mirror
 */
public record MirroredImages(ImageSource images) implements ImageSource {
    @Override
    public int size() {
        return images.size();
    }

    @Override
    public int channels() {
        return images.channels();
    }

    @Override
    public int height() {
        return images.height();
    }

    @Override
    public int width() {
        return images.width();
    }

    @Override
    public List<String> classes() {
        return images.classes();
    }

    @Override
    public int label(int index) {
        return images.label(index);
    }

    @Override
    public void read(int index, byte[] target, int offset) {
        images.read(index, target, offset);
        for (int row = offset; row < offset + bytesPerImage(); row += width()) {
            for (int left = row, right = row + width() - 1; left < right; left++, right--) {
                byte swapped = target[left];
                target[left] = target[right];
                target[right] = swapped;
            }
        }
    }
}
