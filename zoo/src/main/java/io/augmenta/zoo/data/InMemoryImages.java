package io.augmenta.zoo.data;

import java.util.List;

/** Images held in memory. Immutable, so safe to share between threads. */
public final class InMemoryImages implements ImageSource {

    private final List<String> classes;
    private final int channels;
    private final int height;
    private final int width;
    private final byte[][] pixels;
    private final int[] labels;

    private InMemoryImages(List<String> classes, int channels, int height, int width, byte[][] pixels, int[] labels) {
        this.classes = classes;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Copies the given images.
     *
     * @param classes names of the classes, at least one
     * @param pixels one array of {@code channels × height × width} unsigned bytes {@code [C, H, W]} per image
     * @param labels one index into {@code classes} per image
     * @throws IllegalArgumentException when there is no image or class, or when lengths or labels do not fit
     */
    public static InMemoryImages of(
            List<String> classes, int channels, int height, int width, List<byte[]> pixels, int[] labels) {
        requireSome(classes.size(), "classes");
        requireSome(pixels.size(), "images");
        if (labels.length != pixels.size()) {
            throw new IllegalArgumentException(
                    "One label per image is needed: %d images, %d labels".formatted(pixels.size(), labels.length));
        }
        int bytesPerImage = channels * height * width;
        byte[][] copies = new byte[pixels.size()][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = checkedCopy(i, pixels.get(i), bytesPerImage);
            requireLabel(i, labels[i], classes.size());
        }
        return new InMemoryImages(List.copyOf(classes), channels, height, width, copies, labels.clone());
    }

    /** Copies the whole of another source into memory. */
    public static InMemoryImages copyOf(ImageSource source) {
        byte[][] pixels = new byte[source.size()][source.bytesPerImage()];
        int[] labels = new int[source.size()];
        for (int i = 0; i < labels.length; i++) {
            source.read(i, pixels[i], 0);
            labels[i] = source.label(i);
        }
        return of(source.classes(), source.channels(), source.height(), source.width(), List.of(pixels), labels);
    }

    private static void requireSome(int count, String what) {
        if (count == 0) {
            throw new IllegalArgumentException("No " + what + ": at least one is needed");
        }
    }

    private static byte[] checkedCopy(int index, byte[] pixels, int bytesPerImage) {
        if (pixels.length != bytesPerImage) {
            throw new IllegalArgumentException("Image %d has %d bytes, expected channels × height × width = %d"
                    .formatted(index, pixels.length, bytesPerImage));
        }
        return pixels.clone();
    }

    private static void requireLabel(int index, int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                    "Image %d has label %d, expected 0 to %d".formatted(index, label, classes - 1));
        }
    }

    @Override
    public int size() {
        return pixels.length;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, byte[] target, int offset) {
        System.arraycopy(pixels[index], 0, target, offset, pixels[index].length);
    }
}
