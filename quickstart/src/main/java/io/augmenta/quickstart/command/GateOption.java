package io.augmenta.quickstart.command;

import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.InvalidEventException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --gate}: limits of the release gate in place of the evaluator's own. */
final class GateOption {
    private static final String NONE = "none";

    @Option(
            names = "--gate",
            paramLabel = "RULE=LIMIT",
            converter = {RuleName.class, Limit.class},
            description = "A limit that takes the place of the evaluator's own, or " + NONE
                    + " for no such rule; may be given several times. Rules: least-gain, least-gain-over-repeated, "
                    + "least-accuracy, least-coverage-share, most-frechet-multiple, most-ks-pixels, most-copied, "
                    + "most-membership-area.")
    private Map<String, OptionalDouble> given = new LinkedHashMap<>();

    GateLimits limits() {
        return new GateLimits(given);
    }

    /** Refuses rules that there are not, and limits that no figure could keep to. */
    void check(CommandSpec spec, List<String> controls) {
        try {
            limits().check(controls);
        } catch (InvalidEventException e) {
            throw new ParameterException(spec.commandLine(), "--gate: " + e.getMessage(), e);
        }
    }

    /** Picocli asks for a converter of both halves of a map or of neither. */
    static final class RuleName implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text;
        }
    }

    /** A number, or none. */
    static final class Limit implements ITypeConverter<OptionalDouble> {
        @Override
        public OptionalDouble convert(String text) {
            if (text.equals(NONE)) {
                return OptionalDouble.empty();
            }
            try {
                return OptionalDouble.of(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                TypeConversionException refused =
                        new TypeConversionException("'" + text + "' is neither a number nor " + NONE);
                refused.initCause(e);
                throw refused;
            }
        }
    }
}
