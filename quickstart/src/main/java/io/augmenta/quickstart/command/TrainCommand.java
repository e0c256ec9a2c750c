package io.augmenta.quickstart.command;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.SplitRule;
import io.augmenta.quickstart.platform.PeakMemory;
import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.recipe.RecipeSettings;
import io.augmenta.quickstart.recipe.UnusableSettingsException;
import io.augmenta.quickstart.result.TrainingFiles;
import io.augmenta.quickstart.study.ImagesPlan;
import io.augmenta.quickstart.study.LossText;
import io.augmenta.quickstart.study.RunPlan;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.study.Training;
import io.augmenta.quickstart.study.TrainingEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains one recipe in this process and leaves the generator with all that there is to tell of it. */
@Command(
        name = "train",
        description = {
            "Trains one recipe on a folder of images and leaves its generator, samples and losses.",
            "",
            "A Kafka broker and all services run in this process while it lasts. Losses are shown after every epoch; "
                    + "where there are held-out figures they stand behind: training/validation/test. Ctrl-C stops with a "
                    + "checkpoint and says how to go on.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "The folder of the report gets generator.onnx, samples.png, reconstructions.png where the recipe reconstructs,"
                    + " losses.svg, losses.csv and training.json.",
            "",
            "Examples:",
            "  augmenta train --data ~/brains --recipe wgan-gp --set latent=256 --epochs 300 --work kept",
            "  augmenta train --data ~/brains --recipe transfer --pretrain-data ~/more-brains --epochs 40"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class TrainCommand implements Callable<Integer> {

    private static final String TRANSFER = "transfer";
    private static final String PRETRAINING_RECIPE = "deep-vae";
    /** Stands for the checkpoint of a pre-training that is still to be done. */
    private static final String TO_BE_PRETRAINED = "to-be-pretrained";
    /** An epoch of large images can take long on few cores, and says nothing until it is over. */
    private static final Duration PATIENCE = Duration.ofHours(2);
    /** How long the news of a last checkpoint may take from the log to this process. */
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of images: DIR/CLASS/* or DIR/{Training,Testing}/CLASS/*.")
    private Path data;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "wgan-gp",
            description = "What to train; 'augmenta recipes' lists them. Default: ${DEFAULT-VALUE}.")
    private String recipe;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A hyper-parameter of the recipe; may be given several times. The beginning of a name is enough "
                            + "where no other begins so: batch is batch-size.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "25",
            description =
                    "How often the training sees every image. Default: ${DEFAULT-VALUE}; the study trained GANs for "
                            + "300, CVAEs for 400, and transfer for 40.")
    private int epochs;

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
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Epochs between checkpoints. Default: a fifth of all.")
    private @Nullable Integer checkpointEvery;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description =
                    "Name of the run. Default: made from data and settings, so that the same command finds its run.")
    private @Nullable String run;

    @Option(
            names = "--pretrain-data",
            paramLabel = "DIR",
            description =
                    "For --recipe transfer: folder of images on which a deep-vae of the same shape is trained first.")
    private @Nullable Path pretrainData;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "25",
            description = "Epochs of that training. Default: ${DEFAULT-VALUE}; the study's is 400.")
    private int pretrainEpochs;

    @Option(
            names = "--pretrain-set",
            paramLabel = "NAME=VALUE",
            description = "A hyper-parameter of that training. Unless given, those of --set that deep-vae has as well.")
    private Map<String, String> pretrainSettings = new LinkedHashMap<>();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "augmenta-training",
            description = "Where the results go; files of an earlier one are replaced. Default: ./${DEFAULT-VALUE}.")
    private Path report;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Keep topics, checkpoints and the log in this folder; the same command with the same folder goes "
                            + "on where it was stopped. Default: a temporary folder, deleted at the end.")
    private @Nullable Path work;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        Training.@Nullable Step before = pretraining();
        Training.Step training = training(before != null);
        ReportFolder reports = ReportFolder.create(report);
        WorkKeeping keeping = WorkKeeping.of(work, spec);
        long begunNanos = System.nanoTime();
        ProgressDisplay progress = Displays.forStandardError();
        Platform platform = new Platform(new PlatformSettings(keeping.folder(), imageRoots(), 0, null, false));
        Stop stop = new Stop(progress, platform, keeping);
        Shutdown shutdown = Shutdown.arrange(stop);
        Training.Result result;
        try (progress;
                platform;
                shutdown) {
            result = train(platform, progress, stop, before, training);
        } catch (StudyFailedException | PlatformException e) {
            return shutdown.underWay() ? FailureReport.FAILED : fail(e, keeping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FailureReport.FAILED;
        }
        leaveResults(result, reports, keeping);
        keeping.folder().deleteIfTemporary();
        print(result, Duration.ofNanos(System.nanoTime() - begunNanos), keeping);
        return result.end().failure() == null ? CommandLine.ExitCode.OK : FailureReport.FAILED;
    }

    private static Training.Result train(
            Platform platform, ProgressDisplay progress, Stop stop, Training.@Nullable Step before, Training.Step step)
            throws StudyFailedException, PlatformException, InterruptedException {
        Platform.Addresses addresses = platform.start(progress);
        ServiceEndpoints endpoints = new ServiceEndpoints(
                Map.of("bootstrap.servers", addresses.bootstrapServers()),
                addresses.services(),
                platform::trouble,
                PATIENCE);
        try (Training training = new Training(endpoints, progress)) {
            stop.training = training;
            return training.run(before, step);
        }
    }

    private Training.Step training(boolean afterPretraining) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        if (afterPretraining) {
            given.put(Training.PRETRAINED, TO_BE_PRETRAINED);
        }
        int every = checkpointEvery == null ? RunPlan.checkpointEveryEpochs(epochs) : checkpointEvery;
        return new Training.Step(
                images(data), new RunPlan(recipe, parameters("--set", recipe, given), epochs, seed, every, run));
    }

    /** What goes before a transfer; null for nothing. */
    private Training.@Nullable Step pretraining() {
        Path folder = pretrainData;
        if (folder == null) {
            return null;
        }
        Map<String, String> shared = new HashMap<>(named("--set", recipe, settings));
        shared.keySet().retainAll(namesOf(PRETRAINING_RECIPE));
        shared.putAll(named("--pretrain-set", PRETRAINING_RECIPE, pretrainSettings));
        return new Training.Step(
                images(folder),
                new RunPlan(
                        PRETRAINING_RECIPE,
                        parameters("--pretrain-set", PRETRAINING_RECIPE, shared),
                        pretrainEpochs,
                        seed,
                        RunPlan.checkpointEveryEpochs(pretrainEpochs),
                        null));
    }

    private ImagesPlan images(Path folder) {
        return new ImagesPlan(folder.toAbsolutePath().normalize(), imageSize, split, seed);
    }

    private List<Path> imageRoots() {
        List<Path> roots = new ArrayList<>(List.of(data));
        if (pretrainData != null) {
            roots.add(pretrainData);
        }
        return roots;
    }

    private void checkOptions() {
        ImageOptions.requireFolder(spec, "--data", data);
        ImageOptions.requireTrainableSize(spec, imageSize);
        ImageOptions.requireAtLeastOne(spec, "--epochs", epochs);
        ImageOptions.requireAtLeastOne(spec, "--pretrain-epochs", pretrainEpochs);
        if (checkpointEvery != null) {
            ImageOptions.requireAtLeastOne(spec, "--checkpoint-every", checkpointEvery);
        }
        namesOf(recipe);
        if (pretrainData != null) {
            ImageOptions.requireFolder(spec, "--pretrain-data", pretrainData);
            if (!recipe.equals(TRANSFER)) {
                reject("--pretrain-data goes with --recipe transfer, but the recipe is " + recipe, null);
            }
            if (settings.containsKey(Training.PRETRAINED)) {
                reject("--set pretrained=… and --pretrain-data exclude each other", null);
            }
        } else if (recipe.equals(TRANSFER) && !settings.containsKey(Training.PRETRAINED)) {
            reject(
                    "--recipe transfer starts from a deep-vae: give --pretrain-data DIR to train one first, or --set "
                            + "pretrained=CHECKPOINT and the --work folder that holds it",
                    null);
        }
    }

    private List<String> namesOf(String family) {
        try {
            return RecipeSettings.names(family);
        } catch (UnusableSettingsException e) {
            throw reject("--recipe: " + e.getMessage(), e);
        }
    }

    private Map<String, String> named(String option, String family, Map<String, String> given) {
        try {
            return RecipeSettings.withFullNames(family, given);
        } catch (UnusableSettingsException e) {
            throw reject(option + ": " + e.getMessage(), e);
        }
    }

    /** All of them, so that a run is named after what it does and not after how that was written. */
    private Map<String, String> parameters(String option, String family, Map<String, String> given) {
        try {
            return RecipeSettings.parse(family, given).parameters();
        } catch (UnusableSettingsException e) {
            throw reject(option + ": " + e.getMessage(), e);
        }
    }

    private ParameterException reject(String complaint, @Nullable Throwable cause) {
        throw new ParameterException(spec.commandLine(), complaint, cause);
    }

    private static int fail(Exception failure, WorkKeeping keeping) throws CommandFailedException {
        throw new CommandFailedException(
                failure.getMessage() + System.lineSeparator() + "The log of broker and services is "
                        + keeping.folder().logFile(),
                failure);
    }

    private void leaveResults(Training.Result result, ReportFolder reports, WorkKeeping keeping)
            throws CommandFailedException, IOException {
        CheckpointPublished checkpoint = result.end().checkpoint();
        if (checkpoint == null) {
            throw new CommandFailedException(
                    "training failed: " + result.end().failure() + System.lineSeparator()
                            + "The log of broker and services is "
                            + keeping.folder().logFile(),
                    null);
        }
        reports.copy(TrainingFiles.ofCheckpoint(checkpoint), keeping.folder().artifacts());
        OptionalLong peak = PeakMemory.residentBytes();
        TrainingFiles.write(
                reports.folder(),
                result.dataset(),
                result.end(),
                checkpoint,
                peak.isPresent() ? peak.getAsLong() : null);
    }

    private void print(Training.Result result, Duration elapsed, WorkKeeping keeping) {
        TrainingEnd end = result.end();
        CheckpointPublished checkpoint = end.checkpoint();
        if (end.failure() != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("augmenta: training failed: " + end.failure());
            err.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (checkpoint != null) {
            List<EpochLosses> history = checkpoint.history();
            out.println("Checkpoint " + checkpoint.checkpointId() + " after " + checkpoint.epoch() + " epochs on "
                    + checkpoint.device());
            if (!history.isEmpty()) {
                out.println(
                        "Losses " + LossText.of(history.get(history.size() - 1).losses()));
            }
        }
        out.println("Took " + Durations.text(elapsed));
        if (!keeping.folder().temporary()) {
            out.println("Kept " + keeping.folder().root());
        }
        out.println("Results " + report.toAbsolutePath().normalize());
        out.flush();
    }

    /** What is done on Ctrl-C: the run in progress writes a checkpoint, and the person learns how to go on. */
    private static final class Stop implements Shutdown.LeaveTaking {

        private final ProgressDisplay progress;
        private final Platform platform;
        private final WorkKeeping keeping;
        private volatile @Nullable Training training;

        Stop(ProgressDisplay progress, Platform platform, WorkKeeping keeping) {
            this.progress = progress;
            this.platform = platform;
            this.keeping = keeping;
        }

        @Override
        public void run() throws Exception {
            progress.close();
            platform.stopServices();
            Training begun = training;
            if (begun == null || !begun.begun()) {
                platform.close();
                keeping.folder().deleteIfTemporary();
                return;
            }
            TimeUnit.MILLISECONDS.sleep(NEWS_TRAVELS.toMillis());
            Optional<CheckpointPublished> checkpoint = begun.furthestCheckpoint();
            platform.close();
            System.err.println(checkpoint
                    .map(found -> "Stopped with checkpoint " + found.checkpointId() + ".")
                    .orElse("Stopped before the first checkpoint."));
            System.err.println("To go on: " + keeping.sameCommandAgain());
        }
    }
}
