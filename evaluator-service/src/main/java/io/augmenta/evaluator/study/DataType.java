package io.augmenta.evaluator.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a classifier of the study is trained on. */
public enum DataType {
    /** Real images only. */
    BASELINE,
    /** Generated images only. */
    GENERATED,
    /** Real and generated images. */
    MIXED,
    /** Control: real images, and of each class as many repeats of real ones as there are generated images. */
    REPEATED,
    /** Control: real images, and of each class as many classically augmented copies as there are generated images. */
    CLASSIC;

    /** The data types that say what adding images does that no generator made. */
    public static List<DataType> controls() {
        return Arrays.stream(values()).filter(DataType::isControl).toList();
    }

    /** Whether this is a control. */
    public boolean isControl() {
        return this == REPEATED || this == CLASSIC;
    }

    /** The name in tables and events, such as {@code baseline}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
