package io.augmenta.evaluator.study;

import io.augmenta.scoring.classification.ClassificationFigures;
import java.util.Locale;

/** The seven figures of the study's table, each in {@code [0, 1]}, more is better. */
public enum TableFigure {
    /** Share of images given the right class. */
    ACCURACY_SCORE,
    /** Recall over all images. */
    RECALL_SCORE_MICRO,
    /** Mean of the classes' recalls. */
    RECALL_SCORE_MACRO,
    /** Precision over all images. */
    PRECISION_SCORE_MICRO,
    /** Mean of the classes' precisions. */
    PRECISION_SCORE_MACRO,
    /** F1 over all images. */
    F1_SCORE_MICRO,
    /** Mean of the classes' F1. */
    F1_SCORE_MACRO;

    /** The name in events and files, that of scikit-learn's function with its average. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its value. */
    public double of(ClassificationFigures figures) {
        return switch (this) {
            case ACCURACY_SCORE -> figures.accuracy();
            case RECALL_SCORE_MICRO -> figures.micro().recall();
            case RECALL_SCORE_MACRO -> figures.macro().recall();
            case PRECISION_SCORE_MICRO -> figures.micro().precision();
            case PRECISION_SCORE_MACRO -> figures.macro().precision();
            case F1_SCORE_MICRO -> figures.micro().f1();
            case F1_SCORE_MACRO -> figures.macro().f1();
        };
    }
}
