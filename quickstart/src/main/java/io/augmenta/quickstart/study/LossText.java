package io.augmenta.quickstart.study;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Losses on one line, whatever their names. Held-out figures stand behind those of the training split: {@code kl
 * 12.3/12.9/13.1} is training, validation and test.
 */
public final class LossText {

    private static final List<String> HELD_OUT = List.of("validation", "test");

    private LossText() {}

    /** All of them: first what is minimised, then what only tells how that goes; each in the order of the names. */
    public static String of(Map<String, Double> losses) {
        return losses.keySet().stream()
                .filter(name -> !standsBehindAnother(name, losses))
                .sorted(Comparator.comparing(LossText::onlyTells).thenComparing(Comparator.naturalOrder()))
                .map(name -> name.replace('_', ' ') + " " + figures(name, losses))
                .collect(Collectors.joining(", "));
    }

    /** A narrow terminal may cut these off. */
    private static boolean onlyTells(String name) {
        return name.startsWith("gradient") || name.equals("diversity");
    }

    /** A loss in three digits. */
    public static String figure(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 1000 && size < 1e6 ? "%.0f" : "%.3g", value);
    }

    private static boolean standsBehindAnother(String name, Map<String, Double> losses) {
        return HELD_OUT.stream()
                .map(split -> split + "_")
                .anyMatch(prefix -> name.startsWith(prefix) && losses.containsKey(name.substring(prefix.length())));
    }

    private static String figures(String name, Map<String, Double> losses) {
        StringBuilder figures = new StringBuilder(figure(losses.getOrDefault(name, Double.NaN)));
        for (String split : HELD_OUT) {
            Double heldOut = losses.get(split + "_" + name);
            if (heldOut != null) {
                figures.append('/').append(figure(heldOut));
            }
        }
        return figures.toString();
    }
}
