package io.augmenta.evaluator.report;

import io.augmenta.evaluator.study.DataType;

/** Colours that people with any kind of colour vision can tell apart: M. Okabe and K. Ito, "Color universal design", 2008. */
final class Palette {
    static final String REAL = "#0072b2";
    static final String REAL_PALE = "#a9cfe6";
    static final String GENERATED = "#d55e00";
    static final String MIXED = "#00795a";
    static final String REPEATED = "#9b4a7f";
    static final String CLASSIC = "#7a6400";
    static final String NEUTRAL = "#4a5568";

    private Palette() {}

    /** The colour of a data type's classifiers; the style sheet has the same. */
    static String of(DataType dataType) {
        return switch (dataType) {
            case BASELINE -> REAL;
            case GENERATED -> GENERATED;
            case MIXED -> MIXED;
            case REPEATED -> REPEATED;
            case CLASSIC -> CLASSIC;
        };
    }
}
