package io.augmenta.export;

import java.io.IOException;

/** The log does not hold the images that it is said to hold. */
public final class IncompleteLogException extends IOException {
    private static final long serialVersionUID = 1L;

    IncompleteLogException(String of, String expected, String found) {
        super(of + ": expected " + expected + " images, the log holds " + found
                + "; is something missing from the topic, or is this another log?");
    }
}
