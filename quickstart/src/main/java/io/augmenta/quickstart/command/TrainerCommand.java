package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.TrainerProcess;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a trainer beside a broker that is there; {@code sweep} starts such processes itself. */
@Command(
        name = "trainer",
        hidden = true,
        description = {
            "Runs one more trainer for the runs of a sweep until Ctrl-C, which stops with a checkpoint.",
            "",
            "It shares runs with all trainers of the same broker, and their artifact folder.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Example: augmenta trainer --kafka localhost:9092 --work kept"})
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class TrainerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "The broker.")
    private String kafka;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "The folder that the sweep was given by --work; its artifacts are shared.")
    private Path work;

    @Option(names = "--log", paramLabel = "FILE", description = "Log file. Default: trainer.log in the work folder.")
    private @Nullable Path log;

    @Option(
            names = "--trainers",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many trainers share the cores of this machine. Default: ${DEFAULT-VALUE}.")
    private int trainers;

    @Option(names = "--leave-at-end-of-input", hidden = true, description = "Leave when standard input ends.")
    private boolean leaveAtEndOfInput;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        OptionChecks.requireBroker(spec, kafka);
        OptionChecks.requireAtLeastOne(spec, "--trainers", trainers);
        WorkFolder folder = WorkFolder.at(work);
        PlatformSettings settings = device.on(new PlatformSettings(
                folder,
                List.of(folder.root()),
                0,
                kafka,
                log == null,
                ServiceSelection.TRAINER,
                trainers,
                log == null ? folder.root().resolve("trainer.log") : log));
        try (ProgressDisplay progress = Displays.forStandardError();
                Platform platform = new Platform(settings);
                Shutdown shutdown = Shutdown.arrange(platform::close)) {
            if (leaveAtEndOfInput) {
                leaveAtEndOf(System.in);
            }
            platform.start(progress);
            spec.commandLine().getOut().println(TrainerProcess.READY);
            spec.commandLine().getOut().flush();
            Optional<String> trouble = platform.trouble();
            while (trouble.isEmpty() || shutdown.underWay()) {
                TimeUnit.SECONDS.sleep(1);
                trouble = platform.trouble();
            }
            spec.commandLine().getErr().println("augmenta: " + trouble.get());
            spec.commandLine().getErr().flush();
            return FailureReport.FAILED;
        }
    }

    /** A pipe from the process that started this one ends with that process, however it ends. */
    private static void leaveAtEndOf(InputStream input) {
        Thread watch = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        System.exit(FailureReport.FAILED);
                    }
                },
                "end-of-input");
        watch.setDaemon(true);
        watch.start();
    }
}
