package io.augmenta.quickstart.command;

import io.augmenta.quickstart.classifier.ScoringClassifier;
import io.augmenta.quickstart.platform.FurtherTrainers;
import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.sweep.Grid;
import io.augmenta.quickstart.sweep.GridFile;
import io.augmenta.quickstart.sweep.GridRun;
import io.augmenta.quickstart.sweep.InvalidGridException;
import io.augmenta.quickstart.sweep.StudyGrids;
import io.augmenta.quickstart.sweep.Sweep;
import io.augmenta.quickstart.sweep.SweepFiles;
import io.augmenta.quickstart.sweep.SweepPlan;
import io.augmenta.quickstart.sweep.SweepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                    + "again. Trainers elsewhere take their share as well where they use the same broker, see --kafka, and "
                    + "the same work folder: 'augmenta trainer --kafka HOST:PORT --work DIR'.",
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
    private static final int MOST_TRAINERS = 64;
    /** An epoch of large images can take long on few cores, and says nothing until it is over. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

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

    @Mixin
    private SetOption settings;

    @Mixin
    private ImagesOptions images;

    @Mixin
    private ClassifierOption classifier;

    @Mixin
    private ModelsOption models;

    @Mixin
    private final ReportOption report = new ReportOption("augmenta-sweep");

    @Mixin
    private WorkOption work;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        SweepPlan plan = plan();
        ReportFolder reports = report.create();
        WorkKeeping keeping = work.keeping();
        PlatformRun run = new PlatformRun(settings(keeping.folder()), keeping, PATIENCE);
        Stop stop = new Stop(run);
        Optional<SweepResult> result = run.carryOut(() -> sweep(run, stop, plan, reports), stop);
        if (result.isEmpty()) {
            return FailureReport.FAILED;
        }
        keeping.folder().deleteIfTemporary();
        print(result.get(), reports, run);
        return result.get().anyScored() ? CommandLine.ExitCode.OK : FailureReport.FAILED;
    }

    private PlatformSettings settings(WorkFolder folder) {
        String broker = kafka.bootstrapServers();
        // with a broker of its own, another command may be at work in the same folder
        Path log = broker == null ? folder.logFile() : folder.root().resolve("sweep.log");
        return device.on(new PlatformSettings(
                        folder, List.of(data.folder()), 0, broker, false, ServiceSelection.ALL, trainers, log))
                .withModels(models.folder());
    }

    private SweepResult sweep(PlatformRun run, Stop stop, SweepPlan plan, ReportFolder reports)
            throws StudyFailedException, PlatformException, InterruptedException, IOException {
        WorkFolder folder = run.keeping().folder();
        try (FurtherTrainers further = stop.further) {
            Platform.Addresses addresses = run.start();
            further.start(addresses.bootstrapServers(), folder, trainers, device.device());
            stop.begun = true;
            ServiceEndpoints endpoints = run.endpoints(addresses, () -> {
                further.noteLosses();
                return run.platform().trouble();
            });
            SweepResult result = new Sweep(plan, trainers, endpoints, folder.openArtifacts(), run.progress()).run();
            SweepFiles.write(reports.folder(), plan, result);
            return result;
        }
    }

    private SweepPlan plan() {
        ScoringClassifier scoring = classifier.choose(models.folder());
        return new SweepPlan(
                images.planFor(data.folder()), runs(), scoring.family(), scoring.settings(), images.seed());
    }

    private List<GridRun> runs() {
        Grid.Defaults defaults = new Grid.Defaults(settings.given(), epochs, DEFAULT_EPOCHS, images.seed());
        try {
            List<GridRun> runs = new ArrayList<>();
            for (Grid one : grids()) {
                runs.addAll(one.runs(defaults));
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
        data.check();
        images.check();
        if (epochs != null) {
            OptionChecks.requireAtLeastOne(spec, "--epochs", epochs);
        }
        if (trainers < 1 || trainers > MOST_TRAINERS) {
            throw new ParameterException(
                    spec.commandLine(), "--trainers must be 1 to " + MOST_TRAINERS + ", but is " + trainers);
        }
        kafka.check();
    }

    private void print(SweepResult result, ReportFolder reports, PlatformRun run) {
        PrintWriter out = spec.commandLine().getOut();
        new SweepSummary(result).lines().forEach(out::println);
        out.println("Took " + Durations.text(run.elapsed()));
        out.println("Report " + reports.path("sweep.html"));
        if (result.anyScored() && kafka.bootstrapServers() == null) {
            out.println(
                    run.keeping().howToEvaluate("--run", result.models().get(0).runId()));
        }
        out.flush();
    }

    /** What is done on Ctrl-C: runs in progress write checkpoints, and the person learns how to go on. */
    private static final class Stop implements Shutdown.LeaveTaking {

        private final PlatformRun run;
        private final FurtherTrainers further;
        private volatile boolean begun;

        Stop(PlatformRun run) {
            this.run = run;
            this.further = new FurtherTrainers(run.progress());
        }

        @Override
        public void run() throws Exception {
            further.close();
            run.platform().close();
            if (begun) {
                System.err.println("Stopped; runs in progress have written checkpoints.");
                System.err.println("To go on: " + run.keeping().sameCommandAgain());
            } else {
                run.keeping().folder().deleteIfTemporary();
            }
        }
    }
}
