package io.augmenta.contracts;

import java.util.regex.Pattern;

/** Checks that the constructors of events share. */
final class Check {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private Check() {}

    static void sha256(String what, String value) {
        if (!SHA_256.matcher(value).matches()) {
            throw new InvalidEventException(
                    what + ": expected 64 lower-case hexadecimal digits, got \"" + shortened(value) + "\"");
        }
    }

    static void notBlank(String what, String value) {
        if (value.isBlank()) {
            throw new InvalidEventException(what + ": expected a text that is not blank, got \"" + value + "\"");
        }
    }

    static void atLeast(String what, long minimum, long value) {
        if (value < minimum) {
            throw new InvalidEventException(what + ": expected at least " + minimum + ", got " + value);
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 77) + "...";
    }
}
