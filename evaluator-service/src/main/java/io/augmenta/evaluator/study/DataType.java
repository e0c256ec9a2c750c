package io.augmenta.evaluator.study;

import java.util.Locale;

/** What a classifier of the study is trained on. */
public enum DataType {
    /** Real images only. */
    BASELINE,
    /** Generated images only. */
    GENERATED,
    /** Real and generated images. */
    MIXED;

    /** The name in tables and events, such as {@code baseline}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
