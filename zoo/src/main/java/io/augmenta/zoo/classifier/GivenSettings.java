package io.augmenta.zoo.classifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads numbers from the settings that somebody gave for a classifier, and remembers which there were. For one reading, by one
 * thread.
 */
public final class GivenSettings {
    private final String classifier;
    private final Map<String, String> given;
    private final Map<String, String> read = new LinkedHashMap<>();

    /**
     * Begins to read.
     *
     * @param classifier as it was asked for, such as {@code features:MODEL.onnx}
     * @param given settings by name
     */
    public GivenSettings(String classifier, Map<String, String> given) {
        this.classifier = classifier;
        this.given = given;
    }

    /**
     * A whole number.
     *
     * @param otherwise what it is where it is not given
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @throws InvalidClassifierSettingsException when it is not one, or is out of bounds
     */
    public int whole(String name, int otherwise, int least, int most) {
        String text = given.getOrDefault(name, Integer.toString(otherwise)).strip();
        read.put(name, text);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a whole number from %d to %d".formatted(least, most));
        }
        throw wrong(name, text, "a whole number from %d to %d".formatted(least, most));
    }

    /**
     * A number.
     *
     * @param otherwise what it is where it is not given
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @throws InvalidClassifierSettingsException when it is not one, or is out of bounds
     */
    public double real(String name, double otherwise, double least, double most) {
        String text = given.getOrDefault(name, Double.toString(otherwise)).strip();
        read.put(name, text);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a number from %s to %s".formatted(least, most));
        }
        throw wrong(name, text, "a number from %s to %s".formatted(least, most));
    }

    private static InvalidClassifierSettingsException wrong(String name, String text, String allowed) {
        return InvalidClassifierSettingsException.of(name, "\"" + text + "\"", allowed);
    }

    /**
     * Ends the reading; all numbers by name, the defaults included.
     *
     * @throws InvalidClassifierSettingsException when there is a parameter that was not read
     */
    public Map<String, String> all() {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!read.containsKey(name)) {
                List<String> allowed = new ArrayList<>(read.keySet());
                throw new InvalidClassifierSettingsException(
                        "The classifier %s has no setting \"%s\" (given: \"%s\"); allowed: %s"
                                .formatted(classifier, name, given.get(name), String.join(", ", allowed)));
            }
        }
        return Map.copyOf(read);
    }
}
