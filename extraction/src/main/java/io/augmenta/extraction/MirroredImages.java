package io.augmenta.extraction;

import io.augmenta.zoo.data.ForwardedImages;
import io.augmenta.zoo.data.ImageSource;

/**
 * The mirror images of a source's images, left to right; labels stay. For one thread, as the source is.
 *
 * @param images the images to mirror
 */
public record MirroredImages(ImageSource images) implements ForwardedImages {
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
