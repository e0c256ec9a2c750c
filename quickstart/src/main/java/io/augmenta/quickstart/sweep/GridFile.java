package io.augmenta.quickstart.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Grids from a file of JSON or YAML: one, or a list of them. */
public final class GridFile {

    private static final Set<String> FIELDS = Set.of("recipe", "epochs", "seed", "parameters");
    /** YAML is a superset of JSON, so one reader does for both. */
    private static final ObjectMapper READER = new YAMLMapper();

    private GridFile() {}

    /**
     * Reads the grids of a file.
     *
     * @throws InvalidGridException if it cannot be read or says something else than grids
     */
    public static List<Grid> read(Path file) throws InvalidGridException {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidGridException("the grid file " + file + " cannot be read: " + e, e);
        }
    }

    static List<Grid> parse(String text) throws InvalidGridException {
        JsonNode root = tree(text);
        if (root == null || !root.isContainerNode() || root.isEmpty()) {
            throw new InvalidGridException(
                    "a grid is an object such as {\"recipe\": \"wgan-gp\", \"parameters\": {\"latent\": [64, 128]}},"
                            + " or a list of such",
                    null);
        }
        List<Grid> grids = new ArrayList<>();
        for (JsonNode grid : root.isArray() ? root : List.of(root)) {
            grids.add(grid(grid));
        }
        return grids;
    }

    private static @Nullable JsonNode tree(String text) throws InvalidGridException {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidGridException("the grid is neither JSON nor YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static Grid grid(JsonNode grid) throws InvalidGridException {
        Set<String> unknown = new TreeSet<>();
        grid.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new InvalidGridException(
                    "a grid has no field " + String.join(", ", unknown) + "; allowed: "
                            + String.join(", ", new TreeSet<>(FIELDS)),
                    null);
        }
        JsonNode recipe = grid.path("recipe");
        if (!recipe.isTextual()) {
            throw new InvalidGridException("a grid needs the name of a recipe, but has " + written(recipe), null);
        }
        JsonNode parameters = grid.path("parameters");
        if (!parameters.isObject() && !parameters.isMissingNode()) {
            throw new InvalidGridException(
                    "parameters of a grid are names with lists of values, but are " + written(parameters), null);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            values.put(parameter.getKey(), values(parameter.getKey(), parameter.getValue()));
        }
        Long epochs = wholeNumber("epochs", grid.path("epochs"));
        if (epochs != null && (epochs < 1 || epochs > Integer.MAX_VALUE)) {
            throw new InvalidGridException("epochs must be at least 1, but is " + epochs, null);
        }
        return new Grid(
                recipe.asText(),
                values,
                epochs == null ? null : epochs.intValue(),
                wholeNumber("seed", grid.path("seed")));
    }

    private static @Nullable Long wholeNumber(String name, JsonNode value) throws InvalidGridException {
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new InvalidGridException(name + " must be a whole number, but is " + written(value), null);
        }
        return value.asLong();
    }

    private static List<String> values(String name, JsonNode value) throws InvalidGridException {
        List<String> values = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isValueNode() || one.isNull()) {
                throw new InvalidGridException(
                        "values of " + name + " must be numbers or texts, but one is " + written(one), null);
            }
            values.add(one.asText());
        }
        if (values.isEmpty()) {
            throw new InvalidGridException("parameter " + name + " has no value; give at least one", null);
        }
        return values;
    }

    private static String written(JsonNode value) {
        return value.isMissingNode() ? "none" : value.toString();
    }
}
