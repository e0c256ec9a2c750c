package io.augmenta.scoring.features;

import java.io.Serial;

/** Features that nothing can be computed from: not finite, or of another number of columns than those beside them. */
public final class ImpossibleFeaturesException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    ImpossibleFeaturesException(String message) {
        super(message);
    }
}
