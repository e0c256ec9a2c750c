package io.augmenta.contracts;

/** Checks that the constructors of events share. */
final class Check {
    private static final int SHA_256_DIGITS = 64;

    private Check() {}

    static void sha256(String what, String value) {
        // once for every image that is made, where a regular expression would show
        if (value.length() != SHA_256_DIGITS || !value.chars().allMatch(Check::lowerCaseHexadecimal)) {
            throw new InvalidEventException(
                    what + ": expected 64 lower-case hexadecimal digits, got \"" + shortened(value) + "\"");
        }
    }

    private static boolean lowerCaseHexadecimal(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
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
