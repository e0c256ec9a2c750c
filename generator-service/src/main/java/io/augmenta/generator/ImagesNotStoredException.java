package io.augmenta.generator;

import java.io.IOException;

/** The artifact store does not take the images of a large answer. */
public final class ImagesNotStoredException extends Exception {

    ImagesNotStoredException(int sequence, IOException failure) {
        super(
                "the images of batch " + sequence + " could not be put into the artifact store: "
                        + failure.getMessage(),
                failure);
    }
}
