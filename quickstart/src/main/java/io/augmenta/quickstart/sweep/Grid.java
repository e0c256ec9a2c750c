package io.augmenta.quickstart.sweep;

import io.augmenta.quickstart.recipe.RecipeSettings;
import io.augmenta.quickstart.recipe.UnusableSettingsException;
import io.augmenta.quickstart.study.RunPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of hyper-parameters, each of which goes with each value of the others.
 *
 * @param recipe family of the recipe
 * @param values values by hyper-parameter; one that has a single value is fixed
 * @param epochs epochs of every run; null for what the command says
 * @param seed seed of every run; null for what the command says
 */
public record Grid(
        String recipe,
        Map<String, List<String>> values,
        @Nullable Integer epochs,
        @Nullable Long seed) {

    /** Copies the map and keeps its order. */
    public Grid {
        LinkedHashMap<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * What holds for runs where their grid does not say.
     *
     * @param settings hyper-parameters of every run, which win over the grid's single values
     * @param epochs epochs where it is not null, which wins over the grid's
     * @param defaultEpochs epochs where nobody says
     * @param seed seed where the grid does not say
     */
    public record Defaults(
            Map<String, String> settings, @Nullable Integer epochs, int defaultEpochs, long seed) {

        /** Copies the map. */
        public Defaults {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * All runs of the grid; the last hyper-parameter changes fastest.
     *
     * @throws InvalidGridException naming what is wrong with the grid or one of its values
     */
    public List<GridRun> runs(Defaults defaults) throws InvalidGridException {
        try {
            Map<String, List<String>> axes = axes(defaults.settings());
            List<GridRun> runs = new ArrayList<>();
            for (Map<String, String> point : points(axes)) {
                Map<String, String> varied = new LinkedHashMap<>(point);
                varied.keySet()
                        .removeIf(name -> axes.getOrDefault(name, List.of()).size() < 2);
                runs.add(new GridRun(plan(point, defaults), varied));
            }
            return runs;
        } catch (UnusableSettingsException e) {
            throw new InvalidGridException(String.valueOf(e.getMessage()), e);
        }
    }

    private RunPlan plan(Map<String, String> point, Defaults defaults) throws UnusableSettingsException {
        int runEpochs = firstNonNull(defaults.epochs(), epochs, defaults.defaultEpochs());
        return new RunPlan(
                recipe,
                RecipeSettings.parse(recipe, point).parameters(),
                runEpochs,
                seed == null ? defaults.seed() : seed,
                RunPlan.checkpointEveryEpochs(runEpochs),
                null);
    }

    /** Values by the full names of parameters, those that the command fixes included. */
    private Map<String, List<String>> axes(Map<String, String> settings)
            throws InvalidGridException, UnusableSettingsException {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> axis : values.entrySet()) {
            String name = RecipeSettings.fullName(recipe, axis.getKey());
            if (axes.put(name, axis.getValue()) != null) {
                throw new InvalidGridException("parameter " + name + " is given twice", null);
            }
        }
        Map<String, String> given = RecipeSettings.withFullNames(recipe, settings);
        for (Map.Entry<String, String> setting : given.entrySet()) {
            List<String> before = axes.put(setting.getKey(), List.of(setting.getValue()));
            if (before != null && before.size() > 1) {
                throw new InvalidGridException(
                        setting.getKey() + " is what the grid varies (" + String.join(", ", before)
                                + "), so it cannot be set to " + setting.getValue(),
                        null);
            }
        }
        return axes;
    }

    private static List<Map<String, String>> points(Map<String, List<String>> axes) {
        List<Map<String, String>> points = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (String value : axis.getValue()) {
                    Map<String, String> extended = new LinkedHashMap<>(point);
                    extended.put(axis.getKey(), value);
                    longer.add(extended);
                }
            }
            points = longer;
        }
        return points;
    }

    private static int firstNonNull(@Nullable Integer first, @Nullable Integer second, int otherwise) {
        return first != null ? first : second != null ? second : otherwise;
    }
}
