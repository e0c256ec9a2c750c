package io.augmenta.extraction;

import io.augmenta.imaging.RasterImage;
import java.util.List;

/**
 * What is done to a picture before a network sees it: it is resized, a grey one becomes three equal channels, and each
 * sample {@code x} from 0 to 255 becomes {@code (x - mean) / deviation} of its channel. Immutable and thread-safe.
 *
 * @param width columns that the network takes
 * @param height rows that the network takes
 * @param channels in which order it takes red, green and blue
 * @param mean three numbers on the scale 0 to 255, in the network's order of channels
 * @param deviation three numbers above 0, in the same order
 * @param resize how pictures come to that size
 */
public record Preprocessing(
        int width, int height, ChannelOrder channels, List<Double> mean, List<Double> deviation, ResizeRule resize) {

    /** Channels that networks take. */
    static final int CHANNELS = 3;

    /** Copies the lists. */
    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** How many numbers a picture becomes: 3 × height × width. */
    public int size() {
        return CHANNELS * height * width;
    }

    /**
     * Writes what the network takes for a picture, {@code [3, height, width]}.
     *
     * @param target gets {@link #size()} numbers from {@code offset} on
     */
    public void write(RasterImage image, float[] target, int offset) {
        RasterImage resized = resize.apply(image, height, width);
        byte[] samples = resized.pixels();
        int plane = height * width;
        for (int place = 0; place < CHANNELS; place++) {
            int source = resized.channels() == 1 ? 0 : channels.sourceOf(place) * plane;
            float[] levels = levels(place);
            int first = offset + place * plane;
            for (int i = 0; i < plane; i++) {
                target[first + i] = levels[Byte.toUnsignedInt(samples[source + i])];
            }
        }
    }

    /** What each of the 256 samples becomes. */
    private float[] levels(int place) {
        float[] levels = new float[256];
        for (int sample = 0; sample < levels.length; sample++) {
            levels[sample] = (float) ((sample - mean.get(place)) / deviation.get(place));
        }
        return levels;
    }
}
