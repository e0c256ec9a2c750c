package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.zoo.data.ImageSource;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Images in memory as an extractor takes them; of classes it wants to know nothing.
 *
 * @param images at least one
 * @param listener hears of each image that is read, by its index
 */
record ImageSetSource(ImageSet images, IntConsumer listener) implements ImageSource {

    private static final List<String> ONE_CLASS = List.of("image");

    @Override
    public int size() {
        return images.count();
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
        return ONE_CLASS;
    }

    @Override
    public int label(int index) {
        return 0;
    }

    @Override
    public void read(int index, byte[] target, int offset) {
        listener.accept(index);
        byte[] pixels = images.images().get(index);
        System.arraycopy(pixels, 0, target, offset, pixels.length);
    }
}
