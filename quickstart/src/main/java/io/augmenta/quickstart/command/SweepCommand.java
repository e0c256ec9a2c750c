package io.augmenta.quickstart.command;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.SplitRule;
import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.TrainerProcess;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.ImagesPlan;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.sweep.Grid;
import io.augmenta.quickstart.sweep.GridFile;
import io.augmenta.quickstart.sweep.GridRun;
import io.augmenta.quickstart.sweep.InvalidGridException;
import io.augmenta.quickstart.sweep.Scores;
import io.augmenta.quickstart.sweep.StudyGrids;
import io.augmenta.quickstart.sweep.Sweep;
import io.augmenta.quickstart.sweep.SweepFiles;
import io.augmenta.quickstart.sweep.SweepModel;
import io.augmenta.quickstart.sweep.SweepPlan;
import io.augmenta.quickstart.sweep.SweepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains every model of a grid, scores them alike, and ranks them. */
@Command(
        name = "sweep",
        description = {
            "Trains every model of a grid of hyper-parameters, has a classifier learn from the images of each, and ranks "
                    + "them by how well it then does on real images.",
            "",
            "The runs are requests on Kafka, shared by all trainer processes; where one of them is lost, its run goes on "
                    + "with another from the last checkpoint. What was done before in the same --work folder is not done "
                    + "again.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "A grid file is JSON or YAML, one grid or a list of them:",
            "  {\"recipe\": \"wgan-gp\", \"epochs\": 10, \"seed\": 7,",
            "   \"parameters\": {\"latent\": [64, 128], \"width\": [16]}}",
            "",
            "The report folder gets sweep.html, sweep.json and gallery.png.",
            "",
            "Example: augmenta sweep --data ~/brains --grid study-wgan-gp --epochs 20 --trainers 2 --work kept"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class SweepCommand implements Callable<Integer> {

    private static final int DEFAULT_EPOCHS = 25;
    private static final String CLASSIFIER = "compact";
    private static final int MOST_TRAINERS = 64;
    /** An epoch of large images can take long on few cores, and says nothing until it is over. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of images: DIR/CLASS/* or DIR/{Training,Testing}/CLASS/*.")
    private Path data;

    @Option(
            names = "--grid",
            required = true,
            paramLabel = "GRID",
            description = "study-wgan-gp (12 models), study-cvae (8), study-deep (8), or a file.")
    private String grid;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of every run. Default: as the grid says (the study's: 300 and 400), or "
                    + DEFAULT_EPOCHS + ".")
    private @Nullable Integer epochs;

    @Option(
            names = "--trainers",
            paramLabel = "K",
            defaultValue = "1",
            description =
                    "Trainer processes on this machine, this one among them; they share its cores and take about 1 GB "
                            + "each. Default: ${DEFAULT-VALUE}.")
    private int trainers;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A hyper-parameter of every run that the grid does not vary; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What everything random is drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length that images are brought to: 32, 64 or 128. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(
            names = "--split",
            paramLabel = "RULE",
            defaultValue = "grouped",
            description = "grouped, random or supplied, as for demo. Default: ${DEFAULT-VALUE}.")
    private SplitRule split;

    @Option(
            names = "--classifier-parameter",
            paramLabel = "NAME=VALUE",
            description = "A setting of the scoring classifier; may be given several times. Unless given, epochs=20.")
    private Map<String, String> classifierParameters = new LinkedHashMap<>();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "augmenta-sweep",
            description = "Where the report goes; files of an earlier one are replaced. Default: ./${DEFAULT-VALUE}.")
    private Path report;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Keep topics, checkpoints and logs in this folder, so that the same command goes on where it was "
                            + "stopped. Default: a temporary folder, deleted at the end.")
    private @Nullable Path work;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "Use this broker instead of starting one. Trainers elsewhere that use it as well take their share "
                            + "('augmenta trainer --kafka HOST:PORT --work DIR'), if they see the same work folder.")
    private @Nullable String kafka;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        SweepPlan plan = plan();
        ReportFolder reports = ReportFolder.create(report);
        WorkKeeping keeping = WorkKeeping.of(work, spec);
        long begunNanos = System.nanoTime();
        ProgressDisplay progress = Displays.forStandardError();
        // with a broker of its own, another command may be at work in the same folder
        Path log = kafka == null
                ? keeping.folder().logFile()
                : keeping.folder().root().resolve("sweep.log");
        Platform platform = new Platform(new PlatformSettings(
                keeping.folder(), List.of(data), 0, kafka, false, ServiceSelection.ALL, trainers, log));
        Trainers further = new Trainers(progress);
        boolean[] begun = {false};
        Shutdown shutdown = Shutdown.arrange(() -> leave(progress, platform, further, keeping, begun[0]));
        SweepResult result;
        try (progress;
                platform;
                further;
                shutdown) {
            Platform.Addresses addresses = platform.start(progress);
            further.start(addresses.bootstrapServers(), keeping, trainers);
            begun[0] = true;
            ServiceEndpoints endpoints = new ServiceEndpoints(
                    Map.of("bootstrap.servers", addresses.bootstrapServers()),
                    addresses.services(),
                    () -> trouble(platform, further),
                    PATIENCE);
            result = new Sweep(
                            plan,
                            trainers,
                            endpoints,
                            new DirectoryArtifactStore(keeping.folder().artifacts()),
                            progress)
                    .run();
            SweepFiles.write(reports.folder(), plan, result);
        } catch (StudyFailedException | PlatformException e) {
            return shutdown.underWay() ? FailureReport.FAILED : fail(e, keeping, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FailureReport.FAILED;
        }
        keeping.folder().deleteIfTemporary();
        print(result, Duration.ofNanos(System.nanoTime() - begunNanos));
        return result.models().stream().anyMatch(model -> model.scores() != null)
                ? CommandLine.ExitCode.OK
                : FailureReport.FAILED;
    }

    private static Optional<String> trouble(Platform platform, Trainers further) {
        further.noteLosses();
        return platform.trouble();
    }

    private SweepPlan plan() {
        Map<String, String> classifier = new LinkedHashMap<>(Map.of("epochs", "20"));
        classifier.putAll(classifierParameters);
        ImagesPlan images = new ImagesPlan(data.toAbsolutePath().normalize(), imageSize, split, seed);
        return new SweepPlan(images, runs(), CLASSIFIER, classifier, seed);
    }

    private List<GridRun> runs() {
        try {
            List<GridRun> runs = new ArrayList<>();
            for (Grid one : grids()) {
                runs.addAll(one.runs(new Grid.Defaults(settings, epochs, DEFAULT_EPOCHS, seed)));
            }
            return runs;
        } catch (InvalidGridException e) {
            throw new ParameterException(spec.commandLine(), "--grid " + grid + ": " + e.getMessage(), e);
        }
    }

    private List<Grid> grids() throws InvalidGridException {
        Grid known = StudyGrids.all().get(grid);
        if (known != null) {
            return List.of(known);
        }
        Path file = Path.of(grid);
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--grid must be " + String.join(", ", StudyGrids.all().keySet())
                            + " or a file, but there is no file " + grid);
        }
        return GridFile.read(file);
    }

    private void checkOptions() {
        ImageOptions.requireFolder(spec, "--data", data);
        ImageOptions.requireTrainableSize(spec, imageSize);
        if (epochs != null) {
            ImageOptions.requireAtLeastOne(spec, "--epochs", epochs);
        }
        if (trainers < 1 || trainers > MOST_TRAINERS) {
            throw new ParameterException(
                    spec.commandLine(), "--trainers must be 1 to " + MOST_TRAINERS + ", but is " + trainers);
        }
        if (kafka != null) {
            KafkaOption.check(spec, kafka);
        }
    }

    private static void leave(
            ProgressDisplay progress, Platform platform, Trainers further, WorkKeeping keeping, boolean begun)
            throws Exception {
        progress.close();
        further.close();
        platform.close();
        if (begun) {
            System.err.println("Stopped; runs in progress have written checkpoints.");
            System.err.println("To go on: " + keeping.sameCommandAgain());
        } else {
            keeping.folder().deleteIfTemporary();
        }
    }

    private static int fail(Exception failure, WorkKeeping keeping, Path log) throws CommandFailedException {
        throw new CommandFailedException(
                failure.getMessage() + System.lineSeparator() + "The log of broker and services is "
                        + log + System.lineSeparator() + "To go on: "
                        + keeping.sameCommandAgain(),
                failure);
    }

    private void print(SweepResult result, Duration elapsed) {
        TextTable table =
                new TextTable(2).row(List.of("", "model", "gen/test", "KS", "real/test", "both/test", "seconds"));
        int place = 0;
        for (SweepModel model : result.models()) {
            place++;
            table.row(row(model, place));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("Accuracy on real test images, of classifiers trained on generated, real, and both:");
        table.lines().forEach(out::println);
        out.println();
        out.println("Took " + Durations.text(elapsed));
        out.println("Report " + report.toAbsolutePath().normalize().resolve("sweep.html"));
        out.flush();
    }

    private static List<String> row(SweepModel model, int place) {
        Scores scores = model.scores();
        String seconds = model.checkpoint() == null
                ? "-"
                : String.format(Locale.ROOT, "%.0f", model.checkpoint().trainingSeconds());
        if (scores == null) {
            String name =
                    model.run().description() + ": " + model.outcome().name().toLowerCase(Locale.ROOT);
            return List.of("-", name, "-", "-", "-", "-", seconds);
        }
        return List.of(
                place + ".",
                model.run().description(),
                figure(scores.generated().test()),
                figure(scores.ksPixels()),
                figure(scores.baseline().test()),
                figure(scores.mixed().test()),
                seconds);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** The further trainer processes, and which of them are lost. */
    private static final class Trainers implements AutoCloseable {

        private final ProgressDisplay progress;
        private final List<TrainerProcess> running = new ArrayList<>();
        private boolean closed;

        Trainers(ProgressDisplay progress) {
            this.progress = progress;
        }

        void start(String bootstrapServers, WorkKeeping keeping, int trainers)
                throws PlatformException, InterruptedException {
            if (trainers == 1) {
                return;
            }
            progress.begin("trainers");
            List<TrainerProcess> started = new ArrayList<>();
            for (int number = 2; number <= trainers; number++) {
                TrainerProcess process = TrainerProcess.start(bootstrapServers, keeping.folder(), number, trainers);
                started.add(process);
                if (!keep(process)) {
                    return;
                }
            }
            for (TrainerProcess process : started) {
                process.awaitReady();
            }
            progress.finish("this process and "
                    + String.join(
                            ", ",
                            started.stream()
                                    .map(process -> "process " + process.pid())
                                    .toList()));
        }

        /** False where the command is being stopped meanwhile. */
        private synchronized boolean keep(TrainerProcess process) {
            if (closed) {
                process.close();
                return false;
            }
            running.add(process);
            return true;
        }

        synchronized void noteLosses() {
            if (closed) {
                return;
            }
            running.removeIf(process -> {
                if (process.alive()) {
                    return false;
                }
                progress.note("trainer process " + process.pid() + " is gone; others take over what it had");
                return true;
            });
        }

        @Override
        public void close() {
            List<TrainerProcess> open;
            synchronized (this) {
                closed = true;
                open = List.copyOf(running);
            }
            open.parallelStream().forEach(TrainerProcess::close);
        }
    }
}
