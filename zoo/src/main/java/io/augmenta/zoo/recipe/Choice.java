package io.augmenta.zoo.recipe;

import java.util.Locale;

/** One of a few named values; written as its constant, in small letters with hyphens. */
interface Choice {

    /** The constant's name. */
    String name();

    /** The value as it is written in requests. */
    default String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
