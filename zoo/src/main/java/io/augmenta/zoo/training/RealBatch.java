package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;

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

    int size() {
        return labels.length;
    }
}
