package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs broker and services until the process is told to end. */
@Command(
        name = "serve",
        description = {
            "Runs a Kafka broker and all services in this process until Ctrl-C.",
            "",
            "Data sets with a policy are kept augmented. REST, OpenAPI with Swagger UI, health and metrics are on one port of 127.0.0.1. Topics and artifacts are "
                    + "kept in the work folder: the next start goes on where this one ends.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Example: augmenta serve --port 9000, and to have the folder brains below the current one read:",
            "  curl -H 'Content-Type: application/json' -d '{\"folder\": \"brains\"}' localhost:9000/v1/ingests",
            "To have it read whenever something in it changes: augmenta serve --watch brains=brains"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ServeCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the services, 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "augmenta-work",
            description = "Where topics, artifacts and the log are kept. Default: ./${DEFAULT-VALUE}.")
    private Path work;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder below which images may be ingested; may be given several times. Default: the current "
                    + "folder.")
    private List<Path> data;

    @Option(
            names = "--watch",
            paramLabel = "NAME=DIR",
            description =
                    "A folder that is watched: images that arrive in it become a new version of the data set NAME once "
                            + "nothing has changed in it for a minute. May be given several times; it is remembered in the work folder.")
    private Map<String, Path> watches = new LinkedHashMap<>();

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private ModelsOption models;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        checkOptions();
        WorkFolder folder = WorkFolder.at(work);
        try (ProgressDisplay progress = Displays.forStandardError();
                Platform platform = new Platform(device.on(settings(folder)).withModels(models.folder()));
                Shutdown shutdown = Shutdown.arrange(platform::close)) {
            Platform.Addresses addresses = platform.start(progress);
            print(addresses, folder);
            Optional<String> trouble = platform.trouble();
            while (trouble.isEmpty() || shutdown.underWay()) {
                TimeUnit.SECONDS.sleep(1);
                trouble = platform.trouble();
            }
            spec.commandLine().getErr().println("augmenta: " + trouble.get() + "; see " + folder.logFile());
            spec.commandLine().getErr().flush();
            return FailureReport.FAILED;
        }
    }

    private PlatformSettings settings(WorkFolder folder) {
        return new PlatformSettings(
                        folder,
                        data,
                        port,
                        kafka.bootstrapServers(),
                        true,
                        ServiceSelection.CONTINUOUS,
                        1,
                        folder.logFile())
                .watching(watches);
    }

    private void checkOptions() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port must be 0 (any free one) to " + HIGHEST_PORT + ", but is " + port);
        }
        watches.keySet().stream()
                .filter(name -> !DATASET.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--watch needs the name of a data set, of 1 to 100 letters, digits, dots, dashes and underscores,"
                                    + " but got '" + name + "'");
                });
        kafka.check();
    }

    private void print(Platform.Addresses addresses, WorkFolder folder) {
        URI base = addresses.services();
        TextTable table = new TextTable(2)
                .row(List.of("REST", base.resolve("/v1").toString()))
                .row(List.of("Swagger UI", base.resolve("/q/swagger-ui").toString()))
                .row(List.of("OpenAPI", base.resolve("/q/openapi").toString()))
                .row(List.of("health", base.resolve("/q/health").toString()))
                .row(List.of("metrics", base.resolve("/q/metrics").toString()))
                .row(List.of("Kafka", addresses.bootstrapServers()))
                .row(List.of("data", folder.root().toString()))
                .row(List.of("log", folder.logFile().toString()));
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        out.println("Ctrl-C ends it.");
        out.flush();
    }
}
