package io.augmenta.zoo.classifier;

/** The stop signal ended a fit; there is no classifier. */
public final class ClassifierStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClassifierStoppedException(int epoch, int epochs) {
        super("Asked to stop in epoch %d of %d; the unfinished classifier was dropped".formatted(epoch, epochs));
    }
}
