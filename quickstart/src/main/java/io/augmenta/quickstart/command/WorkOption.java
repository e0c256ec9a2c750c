package io.augmenta.quickstart.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --work} of commands that make a folder of their own where none is given. */
@SuppressWarnings("NullAway.Init") // picocli fills in the option
final class WorkOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Keep topics, checkpoints and logs in this folder: the same command with the same folder goes on where "
                            + "it was stopped, a training that was done before is not done again, and 'augmenta serve --work "
                            + "DIR' goes on with them. Default: a temporary folder, deleted at the end.")
    private @Nullable Path folder;

    /** Whether one was asked for. */
    boolean given() {
        return folder != null;
    }

    /** Takes the folder that was asked for, or makes one. */
    WorkKeeping keeping() throws CommandFailedException {
        return WorkKeeping.of(folder, spec);
    }
}
