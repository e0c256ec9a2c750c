package io.augmenta.quickstart.recipe;

import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeCard;
import io.augmenta.zoo.recipe.RecipeParameter;
import io.augmenta.zoo.training.ModelSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All there is to say of a family of recipes, for people at a terminal and for programs.
 *
 * @param card the family
 * @param images what its size is told for
 * @param size how large a model with all defaults is
 */
public record RecipeSheet(RecipeCard card, Images images, ModelSize size) {

    private static final double BYTES_PER_MB = 1e6;
    private static final String NEEDED = "(needed)";

    /**
     * Images that a model is for.
     *
     * @param classes how many classes
     * @param channels 1 or 3
     * @param sizePixels height and width: 32, 64 or 128
     */
    public record Images(int classes, int channels, int sizePixels) {}

    /** The sheet of a family that there is. */
    public static RecipeSheet of(String family, Images images) {
        RecipeCard card = Recipe.card(family);
        Map<String, String> needed = new LinkedHashMap<>();
        card.parameters().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .forEach(parameter -> needed.put(parameter.name(), "any"));
        ModelSize size =
                ModelSize.of(Recipe.parse(family, needed), images.classes(), images.channels(), images.sizePixels());
        return new RecipeSheet(card, images, size);
    }

    /** Lines of up to so many columns. */
    public List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(card.family());
        Words.wrapped(card.summary() + ".", columns - 2).forEach(line -> lines.add("  " + line));
        Words.wrapped(sizes(), columns - 2).forEach(line -> lines.add("  " + line));
        lines.add("");
        List<RecipeParameter> parameters = card.parameters();
        int names = widest(parameters.stream().map(RecipeParameter::name).toList());
        int defaults = widest(parameters.stream().map(RecipeSheet::defaultOf).toList());
        String layout = "  %-" + names + "s  %-" + defaults + "s  %s";
        int room = columns - names - defaults - 6;
        for (RecipeParameter parameter : parameters) {
            String name = parameter.name();
            String value = defaultOf(parameter);
            for (String text : Words.wrapped(parameter.meaning() + ": " + parameter.allowed(), room)) {
                lines.add(String.format(Locale.ROOT, layout, name, value, text).stripTrailing());
                name = "";
                value = "";
            }
        }
        lines.add("");
        for (String source : card.sources()) {
            String bullet = "  From ";
            for (String line : Words.wrapped(source, columns - bullet.length())) {
                lines.add(bullet + line);
                bullet = " ".repeat(bullet.length());
            }
        }
        return lines;
    }

    private String sizes() {
        return String.format(
                Locale.ROOT,
                "%,d parameters, %,d of them in what makes images; checkpoint %.1f MB, ONNX generator %.1f MB; with all"
                        + " defaults, for %d×%d images of %s in %d %s",
                size.parameters(),
                size.generatorParameters(),
                size.checkpointBytes() / BYTES_PER_MB,
                size.generatorBytes() / BYTES_PER_MB,
                images.sizePixels(),
                images.sizePixels(),
                images.channels() == 1 ? "1 channel" : images.channels() + " channels",
                images.classes(),
                images.classes() == 1 ? "class" : "classes");
    }

    /** Names and values as JSON has them. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("family", card.family());
        document.put("summary", card.summary());
        document.put("sources", card.sources());
        document.put(
                "parameters",
                card.parameters().stream().map(RecipeSheet::document).toList());
        document.put("image_size", images.sizePixels());
        document.put("channels", images.channels());
        document.put("classes", images.classes());
        document.put("model_parameters", size.parameters());
        document.put("generator_parameters", size.generatorParameters());
        document.put("generator_bytes", size.generatorBytes());
        document.put("checkpoint_bytes", size.checkpointBytes());
        return document;
    }

    private static Map<String, Object> document(RecipeParameter parameter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", parameter.name());
        document.put("default", parameter.defaultValue().isEmpty() ? null : parameter.defaultValue());
        document.put("allowed", parameter.allowed());
        document.put("meaning", parameter.meaning());
        return document;
    }

    private static String defaultOf(RecipeParameter parameter) {
        return parameter.defaultValue().isEmpty() ? NEEDED : parameter.defaultValue();
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
