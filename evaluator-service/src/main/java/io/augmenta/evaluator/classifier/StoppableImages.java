package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Images whose reading ends with an exception once a signal asks to stop. For one thread, as the images are.
 *
 * @param images what is read
 * @param stop asked before each image
 */
public record StoppableImages(ImageSource images, StopSignal stop) implements ImageSource {
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
        if (stop.stopRequested()) {
            throw new CancellationException("Asked to stop before image " + (index + 1) + " of " + size());
        }
        images.read(index, target, offset);
    }
}
