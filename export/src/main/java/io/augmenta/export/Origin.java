package io.augmenta.export;

import io.augmenta.contracts.LabelledImage;
import java.util.Locale;

/** Whether an image is of a patient or of a model. */
enum Origin {
    REAL,
    SYNTHETIC;

    static Origin of(LabelledImage image) {
        return image.synthetic() ? SYNTHETIC : REAL;
    }

    /** As it stands in tables and names of files. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
