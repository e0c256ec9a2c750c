package io.augmenta.evaluator.report;

/** Colours that people with any kind of colour vision can tell apart: M. Okabe and K. Ito, "Color universal design", 2008. */
final class Palette {
    static final String REAL = "#0072b2";
    static final String REAL_PALE = "#a9cfe6";
    static final String GENERATED = "#d55e00";
    static final String NEUTRAL = "#4a5568";

    private Palette() {}
}
