package io.augmenta.generator.rest;

import java.util.List;

/** A parameter that means nothing. The message says what it was and what is possible. */
public final class InvalidParameterException extends Exception {
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

    static InvalidParameterException deadline(String value) {
        return new InvalidParameterException(
                "deadline",
                "the deadline \"" + value + "\" is no time above 0 and up to a day, such as 250ms, 10s, 2m or PT10S",
                List.of());
    }

    static InvalidParameterException batchSize(String value, int most) {
        return new InvalidParameterException(
                "batch-size", "the batch size \"" + value + "\" is no whole number from 1 to " + most, List.of());
    }

    static InvalidParameterException body(String reason) {
        return new InvalidParameterException(
                "body",
                "the body is not understood: " + reason + "; expected JSON such as {\"checkpoint\": \"latest\","
                        + " \"counts\": {\"a class\": 8}, \"seed\": 7, \"format\": \"zip\", \"batchSize\": 64, \"deadline\": \"10s\"}",
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
