package io.augmenta.evaluator.study;

import java.io.Serial;

/** The images in the log are not those that the request and the data set version speak of. */
public final class UnusableImagesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableImagesException(String message) {
        super(message);
    }
}
