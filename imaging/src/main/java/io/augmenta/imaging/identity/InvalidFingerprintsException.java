package io.augmenta.imaging.identity;

/** A file is none of fingerprints, or damaged; the message says what was expected and what there was. */
public final class InvalidFingerprintsException extends Exception {

    InvalidFingerprintsException(String message) {
        super(message);
    }
}
