package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.data.ForwardedImages;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.util.concurrent.CancellationException;

/**
 * Images whose reading ends with an exception once a signal asks to stop. For one thread, as the images are.
 *
 * @param images what is read
 * @param stop asked before each image
 */
public record StoppableImages(ImageSource images, StopSignal stop) implements ForwardedImages {
    @Override
    public void read(int index, byte[] target, int offset) {
        if (stop.stopRequested()) {
            throw new CancellationException("Asked to stop before image " + (index + 1) + " of " + size());
        }
        images.read(index, target, offset);
    }
}
