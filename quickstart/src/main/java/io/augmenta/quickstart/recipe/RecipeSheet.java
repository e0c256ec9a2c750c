package io.augmenta.quickstart.recipe;

import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All there is to say of a family of recipes, for people at a terminal and for programs.
 *
 * @param family the family
 * @param parameters its hyper-parameters
 */
public record RecipeSheet(String family, List<RecipeParameter> parameters) {

    /** Copies the list. */
    public RecipeSheet {
        parameters = List.copyOf(parameters);
    }

    /** The sheet of a family that there is. */
    public static RecipeSheet of(String family) {
        return new RecipeSheet(family, Recipe.describe(family));
    }

    /** Lines of up to so many columns. */
    public List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(family);
        int names = widest(parameters.stream().map(RecipeParameter::name).toList());
        int defaults =
                widest(parameters.stream().map(RecipeParameter::defaultValue).toList());
        String layout = "  %-" + names + "s  %-" + defaults + "s  %s";
        int room = columns - names - defaults - 6;
        for (RecipeParameter parameter : parameters) {
            String name = parameter.name();
            String value = parameter.defaultValue();
            for (String text : Words.wrapped(parameter.meaning() + ": " + parameter.allowed(), room)) {
                lines.add(String.format(Locale.ROOT, layout, name, value, text).stripTrailing());
                name = "";
                value = "";
            }
        }
        return lines;
    }

    /** Names and values as JSON has them. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("family", family);
        document.put(
                "parameters", parameters.stream().map(RecipeSheet::document).toList());
        return document;
    }

    private static Map<String, Object> document(RecipeParameter parameter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", parameter.name());
        document.put("default", parameter.defaultValue());
        document.put("allowed", parameter.allowed());
        document.put("meaning", parameter.meaning());
        return document;
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
