package io.augmenta.quickstart.command;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.result.TrainingFiles;
import io.augmenta.quickstart.study.LossText;
import io.augmenta.quickstart.study.RunPlan;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.study.Training;
import io.augmenta.quickstart.study.TrainingEnd;
import io.augmenta.zoo.training.ResidentMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    /** Stands for the checkpoint of a pre-training that is still to be done. */
    private static final String TO_BE_PRETRAINED = "to-be-pretrained";
    /** An epoch of large images can take long on few cores, and says nothing until it is over. */
    private static final Duration PATIENCE = Duration.ofHours(2);
    /** How long the news of a last checkpoint may take from the log to this process. */
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "wgan-gp",
            description = "What to train; 'augmenta recipes' lists them. Default: ${DEFAULT-VALUE}.")
    private String recipe;

    @Mixin
    private SetOption settings;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "25",
            description =
                    "How often the training sees every image. Default: ${DEFAULT-VALUE}; the study trained GANs for "
                            + "300, CVAEs for 400, and transfer for 40.")
    private int epochs;

    @Mixin
    private ImagesOptions images;

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
    private @Nullable String runName;

    @Option(
            names = "--from",
            paramLabel = "CHECKPOINT",
            defaultValue = "",
            description =
                    "Begin with the weights of this checkpoint of the work folder, of the same recipe, where shapes "
                            + "agree; as where images have arrived since. Default: begin with nothing.")
    private String warmStart;

    @Mixin
    private PretrainingOptions pretraining;

    @Mixin
    private final ReportOption report = new ReportOption("augmenta-training");

    @Mixin
    private WorkOption work;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        Optional<Training.Step> before = pretraining.step(images, recipe, settings.given());
        Training.Step step = step(before.isPresent());
        ReportFolder reports = report.create();
        WorkKeeping keeping = work.keeping();
        PlatformRun run = new PlatformRun(
                device.on(new PlatformSettings(keeping.folder(), imageRoots(), 0, null, false)), keeping, PATIENCE);
        Stop stop = new Stop(run);
        Optional<Training.Result> result = run.carryOut(() -> train(run, stop, before.orElse(null), step), stop);
        if (result.isEmpty()) {
            return FailureReport.FAILED;
        }
        CheckpointPublished checkpoint = leaveResults(result.get(), reports, run);
        keeping.folder().deleteIfTemporary();
        print(result.get().end(), checkpoint, reports, run);
        return result.get().end().failure() == null ? CommandLine.ExitCode.OK : FailureReport.FAILED;
    }

    private static Training.Result train(PlatformRun run, Stop stop, Training.@Nullable Step before, Training.Step step)
            throws StudyFailedException, PlatformException, InterruptedException {
        try (Training training = new Training(run.endpoints(run.start()), run.progress())) {
            stop.training = training;
            return training.run(before, step);
        }
    }

    private Training.Step step(boolean afterPretraining) {
        Map<String, String> given = settings.given();
        if (afterPretraining) {
            given.put(Training.PRETRAINED, TO_BE_PRETRAINED);
        }
        int every = checkpointEvery == null ? RunPlan.checkpointEveryEpochs(epochs) : checkpointEvery;
        Map<String, String> parameters = new SettingsReader(spec, SetOption.NAME).all(recipe, given);
        return new Training.Step(
                images.planFor(data.folder()),
                new RunPlan(recipe, parameters, epochs, images.seed(), every, runName, warmStart));
    }

    private List<Path> imageRoots() {
        List<Path> roots = new ArrayList<>(List.of(data.folder()));
        pretraining.data().ifPresent(roots::add);
        return roots;
    }

    private void checkOptions() {
        data.check();
        images.check();
        OptionChecks.requireAtLeastOne(spec, "--epochs", epochs);
        if (checkpointEvery != null) {
            OptionChecks.requireAtLeastOne(spec, "--checkpoint-every", checkpointEvery);
        }
        new SettingsReader(spec, "--recipe").names(recipe);
        pretraining.check(recipe, settings.given());
        if (!warmStart.isEmpty() && !work.given()) {
            throw new ParameterException(
                    spec.commandLine(), "--from needs --work with the folder that holds the checkpoint " + warmStart);
        }
    }

    /** The checkpoint that the results are of. */
    private static CheckpointPublished leaveResults(Training.Result result, ReportFolder reports, PlatformRun run)
            throws CommandFailedException, IOException {
        CheckpointPublished checkpoint = result.end().checkpoint();
        if (checkpoint == null) {
            throw new CommandFailedException(
                    "training failed: " + result.end().failure() + System.lineSeparator() + run.whereTheLogIs(), null);
        }
        reports.copy(
                TrainingFiles.ofCheckpoint(checkpoint), run.keeping().folder().openArtifacts());
        TrainingFiles.write(
                reports.folder(),
                result.dataset(),
                result.end(),
                checkpoint,
                ResidentMemory.ofThisProcess().peakBytes());
        return checkpoint;
    }

    private void print(TrainingEnd end, CheckpointPublished checkpoint, ReportFolder reports, PlatformRun run) {
        if (end.failure() != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("augmenta: training failed: " + end.failure());
            err.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Checkpoint " + checkpoint.checkpointId() + " after " + checkpoint.epoch() + " epochs on "
                + checkpoint.device());
        List<EpochLosses> history = checkpoint.history();
        if (!history.isEmpty()) {
            out.println("Losses " + LossText.of(history.get(history.size() - 1).losses()));
        }
        out.println("Took " + Durations.text(run.elapsed()));
        WorkFolder folder = run.keeping().folder();
        if (!folder.temporary()) {
            out.println("Kept " + folder.root());
        }
        out.println("Results " + reports.path(""));
        out.println(run.keeping().howToEvaluate("--checkpoint", checkpoint.checkpointId()));
        out.flush();
    }

    /** What is done on Ctrl-C: the run in progress writes a checkpoint, and the person learns how to go on. */
    private static final class Stop implements Shutdown.LeaveTaking {

        private final PlatformRun run;
        private volatile @Nullable Training training;

        Stop(PlatformRun run) {
            this.run = run;
        }

        @Override
        public void run() throws Exception {
            run.platform().stopServices();
            Training begun = training;
            if (begun == null || !begun.begun()) {
                run.platform().close();
                run.keeping().folder().deleteIfTemporary();
                return;
            }
            TimeUnit.MILLISECONDS.sleep(NEWS_TRAVELS.toMillis());
            Optional<CheckpointPublished> checkpoint = begun.furthestCheckpoint();
            run.platform().close();
            System.err.println(checkpoint
                    .map(found -> "Stopped with checkpoint " + found.checkpointId() + ".")
                    .orElse("Stopped before the first checkpoint."));
            System.err.println("To go on: " + run.keeping().sameCommandAgain());
        }
    }
}
