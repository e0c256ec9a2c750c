package io.augmenta.zoo.layer;

/** A layer was given features that it cannot take; the message names the layer, its place and both shapes. */
public final class IncompatibleLayersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompatibleLayersException(String message) {
        super(message);
    }
}
