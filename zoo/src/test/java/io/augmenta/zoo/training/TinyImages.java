package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import java.util.ArrayList;
import java.util.List;

/** Bright discs (class 0) and dark squares (class 1) in one of the four corners, 32 × 32 pixels. */
final class TinyImages {

    static final int SIZE = 32;

    private TinyImages() {}

    static ImageSource of(int count) {
        return of(count, 1);
    }

    static ImageSource of(int count, int channels) {
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            pixels.add(shape(labels[i], i, channels));
        }
        return InMemoryImages.of(List.of("disc", "square"), channels, SIZE, SIZE, pixels, labels);
    }

    private static byte[] shape(int label, int index, int channels) {
        byte[] pixels = new byte[channels * SIZE * SIZE];
        int centreX = index / 2 % 2 == 0 ? 9 : 23;
        int centreY = index / 4 % 2 == 0 ? 9 : 23;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int dx = x - centreX;
                int dy = y - centreY;
                boolean inside = label == 0 ? dx * dx + dy * dy < 64 : Math.abs(dx) < 7 && Math.abs(dy) < 7;
                for (int channel = 0; channel < channels; channel++) {
                    pixels[(channel * SIZE + y) * SIZE + x] = (byte) (inside == (label == 0) ? 230 - 40 * channel : 20);
                }
            }
        }
        return pixels;
    }
}
