package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.Shard;
import java.util.Arrays;

/**
 * The images of one step.
 *
 * @param pixels {@code [N, C, H, W]}, one unsigned byte each
 * @param labels N of them
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step
record RealBatch(byte[] pixels, int[] labels) {

    static RealBatch read(ImageSource images, int[] indices) {
        byte[] pixels = new byte[indices.length * images.bytesPerImage()];
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            images.read(indices[i], pixels, i * images.bytesPerImage());
            labels[i] = images.label(indices[i]);
        }
        return new RealBatch(pixels, labels);
    }

    /** The images of a shard. */
    RealBatch of(Shard shard) {
        if (shard.isWhole()) {
            return this;
        }
        int bytesPerImage = pixels.length / labels.length;
        int end = shard.first() + shard.rows();
        return new RealBatch(
                Arrays.copyOfRange(pixels, shard.first() * bytesPerImage, end * bytesPerImage),
                Arrays.copyOfRange(labels, shard.first(), end));
    }

    int size() {
        return labels.length;
    }
}
