package io.augmenta.quickstart.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How close generated images are to real ones, and whether any is a copy, in a screenful.
 *
 * @param closeness the part of a report that says so in full
 */
record ClosenessSummary(JsonNode closeness) {

    private static final List<String> SPACES = List.of("pixels", "fingerprints", "features");

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (closeness.path("fidelity").isObject()) {
            lines.add("");
            lines.add("Likeness to real images, by the features of "
                    + closeness.path("extractor").asText() + ":");
            lines.addAll(fidelity().lines());
        }
        if (closeness.path("privacy").isObject()) {
            lines.add("");
            lines.add("Closeness to training images, against that of real test images:");
            lines.addAll(privacy().lines());
            JsonNode attack = closeness.path("privacy").path("membership_inference");
            lines.add("Membership inference: area " + figure(attack.path("area")) + " (" + figure(attack.path("lower"))
                    + " to " + figure(attack.path("upper")) + "; 0.5 is guessing)");
        }
        JsonNode withheld = closeness.path("withheld");
        if (withheld.isObject()) {
            lines.add("Withheld by the generator as copies: " + withheld.path("images") + " of " + withheld.path("made")
                    + " images; they count as copies by fingerprints");
        }
        closeness.path("left_out").forEach(sentence -> lines.add("Left out: " + sentence.asText()));
        return lines;
    }

    private TextTable fidelity() {
        JsonNode overall = closeness.path("fidelity").path("overall");
        TextTable table = new TextTable(1);
        table.row(List.of("", "FID", "KID", "precision", "recall", "density", "coverage"));
        table.row(sides("generated", overall.path("generated")));
        table.row(sides("real", overall.path("floor")));
        return table;
    }

    private static List<String> sides(String name, JsonNode figures) {
        JsonNode manifold = figures.path("manifold");
        return List.of(
                name,
                digits(figures.path("frechet").path("value")),
                digits(figures.path("kernel").path("mean")),
                figure(manifold.path("precision")),
                figure(manifold.path("recall")),
                figure(manifold.path("density")),
                figure(manifold.path("coverage")));
    }

    private TextTable privacy() {
        TextTable table = new TextTable(1);
        table.row(List.of("compared by", "copy rate", "closer than any test image", "nearest", "of test images"));
        for (String space : SPACES) {
            JsonNode nearness = closeness.path("privacy").path(space);
            if (nearness.isObject()) {
                table.row(List.of(
                        space,
                        figure(nearness.path("copies").path("rate")),
                        figure(nearness.path("closer_than_any_held_out")),
                        digits(nearness.path("generated").path("minimum")),
                        digits(nearness.path("held_out").path("minimum"))));
            }
        }
        return table;
    }

    private static String figure(JsonNode value) {
        return String.format(Locale.ROOT, "%.4f", value.asDouble());
    }

    private static String digits(JsonNode value) {
        return String.format(Locale.ROOT, "%.4g", value.asDouble());
    }
}
