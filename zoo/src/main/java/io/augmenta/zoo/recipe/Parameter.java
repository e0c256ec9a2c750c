package io.augmenta.zoo.recipe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hyper-parameter: its name in requests, what may stand there, and how it is read and written.
 *
 * @param fallback what holds when a request leaves it out; null where a request has to give it
 */
record Parameter<T>(String name, Domain<T> domain, @Nullable T fallback, String meaning) {

    static Parameter<Integer> whole(String name, int fallback, int least, int most, String meaning) {
        return new Parameter<>(name, new Domain.Whole(least, most), fallback, meaning);
    }

    static Parameter<Double> real(String name, double fallback, Domain.Real domain, String meaning) {
        return new Parameter<>(name, domain, fallback, meaning);
    }

    static <T extends Enum<T> & Choice> Parameter<T> choice(String name, T fallback, Class<T> type, String meaning) {
        return new Parameter<>(name, new Domain.OneOf<>(type), fallback, meaning);
    }

    static Parameter<String> required(String name, String allowed, String meaning) {
        return new Parameter<>(name, new Domain.Text(allowed), null, meaning);
    }

    Parameter<T> by(T otherFallback) {
        return new Parameter<>(name, domain, otherFallback, meaning);
    }

    RecipeParameter description() {
        return new RecipeParameter(name, fallback == null ? "" : domain.write(fallback), domain.allowed(), meaning);
    }

    T read(Map<String, String> given) {
        String text = given.get(name);
        if (text == null) {
            if (fallback == null) {
                throw new InvalidRecipeException("%s is missing; allowed: %s".formatted(name, domain.allowed()));
            }
            return fallback;
        }
        T value = domain.parse(text.strip());
        if (value == null) {
            throw InvalidRecipeException.of(name, "\"" + text + "\"", domain.allowed());
        }
        return required(value);
    }

    /** The value, if it is allowed. */
    T required(T value) {
        if (!domain.holds(value)) {
            throw InvalidRecipeException.of(name, domain.write(value), domain.allowed());
        }
        return value;
    }
}
