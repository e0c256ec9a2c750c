package io.augmenta.evaluator.classifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads numbers from an order's parameters, and remembers which there were. For one reading, by one thread. */
final class Numbers {
    private final String family;
    private final Map<String, String> given;
    private final Map<String, String> read = new LinkedHashMap<>();

    Numbers(String family, Map<String, String> given) {
        this.family = family;
        this.given = given;
    }

    /**
     * A whole number.
     *
     * @throws ImpossibleClassifierException when it is not one, or is out of bounds
     */
    int whole(String name, int otherwise, int least, int most) {
        String text = given.getOrDefault(name, Integer.toString(otherwise)).strip();
        read.put(name, text);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a whole number from %d to %d".formatted(least, most), notANumber);
        }
        throw wrong(name, text, "a whole number from %d to %d".formatted(least, most), null);
    }

    /**
     * A number.
     *
     * @throws ImpossibleClassifierException when it is not one, or is out of bounds
     */
    double real(String name, double otherwise, double least, double most) {
        String text = given.getOrDefault(name, Double.toString(otherwise)).strip();
        read.put(name, text);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a number from %s to %s".formatted(least, most), notANumber);
        }
        throw wrong(name, text, "a number from %s to %s".formatted(least, most), null);
    }

    private static ImpossibleClassifierException wrong(
            String name, String text, String allowed, @Nullable Throwable cause) {
        return new ImpossibleClassifierException("%s is \"%s\"; allowed: %s".formatted(name, text, allowed), cause);
    }

    /**
     * Ends the reading; all numbers by name, the defaults included.
     *
     * @throws ImpossibleClassifierException when there is a parameter that was not read
     */
    Map<String, String> all() {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!read.containsKey(name)) {
                List<String> allowed = new ArrayList<>(read.keySet());
                throw new ImpossibleClassifierException(
                        "The classifier %s has no setting \"%s\" (given: \"%s\"); allowed: %s"
                                .formatted(family, name, given.get(name), String.join(", ", allowed)),
                        null);
            }
        }
        return Map.copyOf(read);
    }
}
