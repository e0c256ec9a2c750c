package io.augmenta.generator.rest;

import java.util.List;

/** A parameter that means nothing. The message says what it was and what is possible. */
final class InvalidParameterException extends Exception {
    private final String parameter;
    private final transient List<String> possible;

    private InvalidParameterException(String parameter, String message, List<String> possible) {
        super(message);
        this.parameter = parameter;
        this.possible = possible;
    }

    static InvalidParameterException format(String value) {
        List<String> formats = PictureFormat.parameters();
        return new InvalidParameterException(
                "format", "unknown format \"" + value + "\"; possible: " + String.join(", ", formats), formats);
    }

    static InvalidParameterException seed(String value) {
        return new InvalidParameterException(
                "seed",
                "the seed \"" + value + "\" is no whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE,
                List.of());
    }

    static InvalidParameterException body(String reason) {
        return new InvalidParameterException(
                "body",
                "the body is not understood: " + reason + "; expected JSON such as {\"checkpoint\": \"latest\","
                        + " \"counts\": {\"a class\": 8}, \"seed\": 7, \"format\": \"zip\"}",
                List.of());
    }

    String parameter() {
        return parameter;
    }

    /** What is possible, where that can be listed. */
    List<String> possible() {
        return possible;
    }
}
