package io.augmenta.quickstart.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --classifier-parameter}, and which classifier scores. */
final class ClassifierOption {

    static final String FAMILY = "compact";

    /** A study on two cores has minutes, not days. */
    private static final Map<String, String> UNLESS_GIVEN = Map.of("epochs", "20");

    @Option(
            names = "--classifier-parameter",
            paramLabel = "NAME=VALUE",
            description = "A setting of the scoring classifier; may be given several times. Unless given, epochs=20.")
    private Map<String, String> given = new LinkedHashMap<>();

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(UNLESS_GIVEN);
        settings.putAll(given);
        return settings;
    }
}
