package io.augmenta.zoo.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The hyper-parameters of a family, in order: each with where its value stands in the recipe's record.
 *
 * @param <R> the record
 */
final class ParameterTable<R> {

    private final String family;
    private final List<Column<R, ?>> columns = new ArrayList<>();

    ParameterTable(String family) {
        this.family = family;
    }

    private record Column<R, T>(Parameter<T> parameter, Function<R, T> value) {

        String written(R recipe) {
            return parameter.domain().write(value.apply(recipe));
        }

        void requireAllowed(R recipe) {
            parameter.required(value.apply(recipe));
        }
    }

    <T> ParameterTable<R> with(Parameter<T> parameter, Function<R, T> value) {
        columns.add(new Column<>(parameter, value));
        return this;
    }

    /** The parameters that every family has. */
    ParameterTable<R> withOptimisation(Optimisation defaults, Function<R, Optimisation> value) {
        Optimisation.addTo(this, defaults, value);
        return this;
    }

    /** The parameters that every generator with a discriminator has. */
    ParameterTable<R> withAdversarial(Function<R, AdversarialSettings> value) {
        AdversarialSettings.addTo(this, value);
        return this;
    }

    /** The parameters that every variational autoencoder has, those that every family has among them. */
    ParameterTable<R> withVariational(Function<R, VariationalSettings> value) {
        VariationalSettings.addTo(this, value);
        return this;
    }

    List<RecipeParameter> describe() {
        return columns.stream().map(column -> column.parameter().description()).toList();
    }

    Map<String, String> write(R recipe) {
        Map<String, String> written = new LinkedHashMap<>();
        columns.forEach(column -> written.put(column.parameter().name(), column.written(recipe)));
        return Collections.unmodifiableMap(written);
    }

    /** @throws InvalidRecipeException naming the first value that is not allowed */
    void requireAllowed(R recipe) {
        columns.forEach(column -> column.requireAllowed(recipe));
    }

    /** @throws InvalidRecipeException naming a parameter that the family has not */
    void requireKnown(Map<String, String> given) {
        List<String> known =
                columns.stream().map(column -> column.parameter().name()).toList();
        for (String name : new TreeSet<>(given.keySet())) {
            if (!known.contains(name)) {
                throw new InvalidRecipeException("%s has no parameter \"%s\" (given: \"%s\"); allowed: %s"
                        .formatted(family, name, given.get(name), String.join(", ", known)));
            }
        }
    }
}
