package io.augmenta.quickstart.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --set}. */
final class SetOption {

    static final String NAME = "--set";

    @Option(
            names = NAME,
            paramLabel = "NAME=VALUE",
            description =
                    "A hyper-parameter of the recipe, or of every run of a grid that does not vary it; may be given several "
                            + "times. The beginning of a name is enough where no other begins so: batch is batch-size.")
    private Map<String, String> given = new LinkedHashMap<>();

    /** Values by names as the person wrote them. */
    Map<String, String> given() {
        return new LinkedHashMap<>(given);
    }
}
