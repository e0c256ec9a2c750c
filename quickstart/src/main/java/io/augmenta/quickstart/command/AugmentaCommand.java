package io.augmenta.quickstart.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself, which only works through its sub-commands. */
@Command(
        name = "augmenta",
        description =
                "Augments labelled images: trains a generator on them, makes synthetic ones, and shows whether these"
                        + " help.",
        subcommands = {
            DemoCommand.class,
            RecipesCommand.class,
            TrainCommand.class,
            SweepCommand.class,
            EvaluateCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            SchemasCommand.class,
            ServeCommand.class,
            ScoreCommand.class,
            TrainerCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status: 0 when all went well, 1 when something failed, 2 when the command line was not understood;"
                    + " of evaluate --require-release 3 when the checkpoint is not released, of verify 3 when an image is"
                    + " not what it says. 'augmenta COMMAND --help' tells more."
        })
public final class AugmentaCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    /** The command line that understands this command; it prints failures as one line and ends with status 1. */
    public static CommandLine commandLine() {
        return new CommandLine(new AugmentaCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Complaint())
                .setExecutionExceptionHandler(new FailureReport());
    }

    @Override
    public void run() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("picocli sets the specification before it runs a command");
        }
        throw new ParameterException(known.commandLine(), "Missing command");
    }
}
