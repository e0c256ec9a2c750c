package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --models}. */
final class ModelsOption {

    /** As the evaluator has it where nobody says. */
    private static final Path DEFAULT = Path.of("augmenta-work", "models");

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "Folder of the networks that the evaluator may use, each with the JSON file that describes it. "
                            + "Default: as the evaluator is configured, or ./augmenta-work/models.")
    private @Nullable Path folder;

    /** The folder that the evaluator takes networks from. */
    Path folder() {
        Path chosen = folder;
        if (chosen != null) {
            return chosen.toAbsolutePath().normalize();
        }
        String property = PlatformSettings.MODELS_FOLDER;
        return Stream.of(
                        Optional.ofNullable(System.getProperty(property)),
                        Optional.ofNullable(System.getenv(PlatformSettings.variable(property))))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Path::of)
                .orElse(DEFAULT)
                .toAbsolutePath()
                .normalize();
    }
}
