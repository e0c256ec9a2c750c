package io.augmenta.quickstart.command;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --data} of commands that cannot do without. */
@SuppressWarnings("NullAway.Init") // picocli fills in the option
final class DataOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of images: DIR/CLASS/* or DIR/{Training,Testing}/CLASS/*.")
    private Path folder;

    void check() {
        OptionChecks.requireFolder(spec, "--data", folder);
    }

    Path folder() {
        return folder;
    }
}
