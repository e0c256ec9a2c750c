package io.augmenta.zoo.layer;

import java.util.List;

/** The shape of what one image is between two layers, without the batch axis. */
public sealed interface Features {

    /** Numbers per image. */
    int size();

    /** Extents after the batch axis, outermost first. */
    List<Integer> extents();

    /**
     * A vector: {@code [N, size]}.
     *
     * @param size its length
     */
    record Flat(int size) implements Features {
        @Override
        public List<Integer> extents() {
            return List.of(size);
        }
    }

    /**
     * Feature maps: {@code [N, channels, height, width]}.
     *
     * @param channels number of maps
     * @param height in pixels
     * @param width in pixels
     */
    record Maps(int channels, int height, int width) implements Features {
        @Override
        public int size() {
            return channels * height * width;
        }

        @Override
        public List<Integer> extents() {
            return List.of(channels, height, width);
        }
    }
}
