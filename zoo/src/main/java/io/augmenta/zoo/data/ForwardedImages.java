package io.augmenta.zoo.data;

import java.util.List;

/**
 * Another source's images, of the same number, shape and classes, which an implementation reads in its own way. For one thread, as
 * the other source is.
 */
public interface ForwardedImages extends ImageSource {

    /** The source that all but the pixels is taken from. */
    ImageSource images();

    @Override
    default int size() {
        return images().size();
    }

    @Override
    default int channels() {
        return images().channels();
    }

    @Override
    default int height() {
        return images().height();
    }

    @Override
    default int width() {
        return images().width();
    }

    @Override
    default List<String> classes() {
        return images().classes();
    }

    @Override
    default int label(int index) {
        return images().label(index);
    }
}
