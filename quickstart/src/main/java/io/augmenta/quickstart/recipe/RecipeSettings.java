package io.augmenta.quickstart.recipe;

import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hyper-parameters as people write them. A parameter may be called by the beginning of its name, up to a hyphen, where no
 * other begins the same way: {@code batch} is {@code batch-size}.
 */
public final class RecipeSettings {

    /** Names that parameters had before; grids and command lines that were written with them stay good. */
    private static final Map<String, String> FORMER_NAMES = Map.of("latent-size", "latent");

    private RecipeSettings() {}

    /**
     * Reads a recipe.
     *
     * @param family its family
     * @param settings hyper-parameters by their names or the beginnings of these; the others take their defaults
     * @throws UnusableSettingsException naming the setting at fault, its value and what is allowed
     */
    public static Recipe parse(String family, Map<String, String> settings) throws UnusableSettingsException {
        try {
            return Recipe.parse(family, withFullNames(family, settings));
        } catch (InvalidRecipeException e) {
            throw new UnusableSettingsException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The settings under their full names; what no parameter is called stays as it is.
     *
     * @throws UnusableSettingsException when there is no such family, or two settings are one parameter
     */
    public static Map<String, String> withFullNames(String family, Map<String, String> settings)
            throws UnusableSettingsException {
        List<String> names = names(family);
        Map<String, String> full = new LinkedHashMap<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String name = fullName(setting.getKey(), names);
            String before = full.put(name, setting.getValue());
            if (before != null) {
                throw new UnusableSettingsException(
                        name + " is given twice, as \"" + before + "\" and \"" + setting.getValue() + "\"", null);
            }
        }
        return full;
    }

    /**
     * The names of a family's parameters.
     *
     * @throws UnusableSettingsException when there is no such family
     */
    public static List<String> names(String family) throws UnusableSettingsException {
        try {
            return Recipe.describe(family).stream().map(RecipeParameter::name).toList();
        } catch (InvalidRecipeException e) {
            throw new UnusableSettingsException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The full name of a parameter; what no parameter is called stays as it is.
     *
     * @throws UnusableSettingsException when there is no such family
     */
    public static String fullName(String family, String name) throws UnusableSettingsException {
        return fullName(name, names(family));
    }

    private static String fullName(String given, List<String> names) {
        if (names.contains(given)) {
            return given;
        }
        String today = FORMER_NAMES.get(given);
        if (today != null && names.contains(today)) {
            return today;
        }
        List<String> longer =
                names.stream().filter(name -> name.startsWith(given + "-")).toList();
        return longer.size() == 1 ? longer.get(0) : given;
    }
}
