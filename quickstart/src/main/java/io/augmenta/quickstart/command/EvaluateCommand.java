package io.augmenta.quickstart.command;

import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.quickstart.classifier.ModelFile;
import io.augmenta.quickstart.classifier.UnusableChoiceException;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.study.CheckpointChoice;
import io.augmenta.quickstart.study.CheckpointEvaluation;
import io.augmenta.quickstart.study.ImageCounts;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.study.TooFewImagesException;
import io.augmenta.quickstart.study.UnknownCheckpointException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Evaluates a checkpoint that an earlier command left in its work folder. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates a trained generator: has images made with it, and tells whether a classifier gets better with them, "
                    + "how close they are to real ones, whether any is a copy, and whether the checkpoint is released.",
            "",
            "The work folder is one that 'train', 'sweep' or 'demo --work' left. It holds the images that the checkpoint was "
                    + "trained on, so none have to be read again. A Kafka broker and the services run in this process while it "
                    + "lasts; a training that was cut short in that folder is left alone. After Ctrl-C the same command begins "
                    + "the evaluation again. An evaluation that was done before is not done again, see --again.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit status: 0 when the evaluation is done, whatever it came to; with --require-release "
                    + EvaluateCommand.NOT_RELEASED + " when the checkpoint is not released.",
            "",
            "Examples:",
            "  augmenta evaluate --work kept",
            "  augmenta evaluate --work kept --run brains-1a2b3c4d --classifier features:net.onnx --models networks",
            "  augmenta evaluate --work kept --images 2000 --amounts 0.25,0.5 --require-release",
            "  augmenta evaluate --work kept --gate least-gain=0.01 --gate most-membership-area=none --require-release"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class EvaluateCommand implements Callable<Integer> {

    /** Exit status when a checkpoint has to be released and is not. */
    static final int NOT_RELEASED = 3;

    private static final int SEEDS = 5;
    /** Fine-tuning on many images says nothing for as long as an epoch takes. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "The folder that the earlier command was given by --work.")
    private Path work;

    @ArgGroup
    private final Choice choice = new Choice();

    @ArgGroup
    private final Amount amount = new Amount();

    @Mixin
    private ClassifierOption classifier;

    @Mixin
    private ModelsOption models;

    @Option(
            names = "--extractor",
            paramLabel = "MODEL.onnx",
            description = "The network by whose features generated and real images are compared, a file of --models. "
                    + "Default: the classifier that learned from real images alone.")
    private @Nullable String extractor;

    @Mixin
    private final RepetitionOptions repetition = new RepetitionOptions(SEEDS, true);

    @Option(
            names = "--amounts",
            paramLabel = "SHARE",
            split = ",",
            description = "Also trains on the real images and these shares of the synthetic ones, such as 0.25,0.5.")
    private List<Double> amounts = List.of();

    @Mixin
    private final GateOption gate = new GateOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What images and classifiers are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--again", description = "Evaluate anew, also where the same was done before in this folder.")
    private boolean again;

    @Option(
            names = "--require-release",
            description = "End with status " + NOT_RELEASED + " where the checkpoint is not released.")
    private boolean requireRelease;

    @Mixin
    private final ReportOption report = new ReportOption("augmenta-report");

    @Mixin
    private DeviceOption device;

    /** Which checkpoint. */
    static final class Choice {
        @Option(
                names = "--checkpoint",
                paramLabel = "ID",
                description = "The checkpoint to evaluate. Default: the one that was published last.")
        private @Nullable String checkpoint;

        @Option(names = "--run", paramLabel = "ID", description = "Or the furthest checkpoint of this training run.")
        private @Nullable String run;

        CheckpointChoice choice() {
            return new CheckpointChoice(Optional.ofNullable(checkpoint), Optional.ofNullable(run));
        }
    }

    /** How many images. */
    static final class Amount {
        @Option(
                names = "--images",
                paramLabel = "N",
                description =
                        "Synthetic images in all, shared among the classes like the real training images. Default: "
                                + "as many of each class as there are real training images.")
        private @Nullable Integer inAll;

        @Option(names = "--images-per-class", paramLabel = "N", description = "Or as many of each class.")
        private @Nullable Integer perClass;

        void check(CommandSpec spec) {
            if (inAll != null) {
                OptionChecks.requireAtLeastOne(spec, "--images", inAll);
            }
            if (perClass != null) {
                OptionChecks.requireAtLeastOne(spec, "--images-per-class", perClass);
            }
        }

        ImageCounts counts() {
            if (inAll != null) {
                return new ImageCounts.InAll(inAll);
            }
            return perClass != null ? new ImageCounts.PerClass(perClass) : new ImageCounts.LikeTraining();
        }
    }

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        CheckpointEvaluation.Plan plan = plan();
        ReportFolder reports = report.create();
        WorkKeeping keeping = WorkKeeping.of(work, spec);
        PlatformRun run = new PlatformRun(settings(keeping.folder()), keeping, PATIENCE);
        Optional<CheckpointEvaluation.Result> result = run.carryOut(() -> evaluate(run, plan), () -> leave(run));
        if (result.isEmpty()) {
            return FailureReport.FAILED;
        }
        reports.copy(result.get().report(), keeping.folder().openArtifacts());
        print(result.get(), reports, run.elapsed());
        boolean released = result.get().standing().decision() == ReleaseDecision.RELEASED;
        return requireRelease && !released ? NOT_RELEASED : CommandLine.ExitCode.OK;
    }

    private PlatformSettings settings(WorkFolder folder) {
        PlatformSettings settings = new PlatformSettings(
                folder,
                List.of(folder.root()),
                0,
                null,
                false,
                ServiceSelection.GENERATOR_AND_EVALUATOR,
                1,
                folder.logFile());
        return device.on(settings).withModels(models.folder());
    }

    private CheckpointEvaluation.Plan plan() {
        return new CheckpointEvaluation.Plan(
                choice.choice(),
                amount.counts(),
                repetition
                        .planWith(classifier.choose(models.folder()), amounts, extractorName())
                        .gatedBy(gate.limits()),
                seed,
                again ? UUID.randomUUID().toString() : "");
    }

    private String extractorName() {
        String name = extractor;
        if (name == null) {
            return "";
        }
        try {
            ModelFile.requireExtractor(models.folder(), name);
            return name;
        } catch (UnusableChoiceException e) {
            throw new ParameterException(spec.commandLine(), "--extractor " + name + ": " + e.getMessage(), e);
        }
    }

    private static CheckpointEvaluation.Result evaluate(PlatformRun run, CheckpointEvaluation.Plan plan)
            throws CommandFailedException, StudyFailedException, PlatformException, InterruptedException {
        try {
            return new CheckpointEvaluation(plan, run.endpoints(run.start()), run.progress()).run();
        } catch (UnknownCheckpointException | TooFewImagesException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private void checkOptions() {
        gate.check(spec, repetition.controls());
        OptionChecks.requireLog(spec, work);
        amount.check(spec);
        repetition.check(spec);
        for (double share : amounts) {
            if (!(share > 0 && share <= 1)) {
                throw new ParameterException(
                        spec.commandLine(), "--amounts must be above 0 and at most 1, but one is " + share);
            }
        }
    }

    private void print(CheckpointEvaluation.Result result, ReportFolder reports, Duration elapsed)
            throws CommandFailedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Checkpoint " + result.checkpoint().checkpointId() + " ("
                + result.checkpoint().recipe() + ") on version "
                + result.dataset().key()
                + (result.doneBefore() ? ", as evaluated before; --again does it anew" : ""));
        ReportSummary.read(reports.folder()).lines().forEach(out::println);
        out.println();
        new ReleaseText(result.decision(), result.standing()).lines().forEach(out::println);
        out.println();
        out.println("Took " + Durations.text(elapsed));
        out.println("Report " + reports.path("report.html"));
        out.flush();
    }

    /** What is done on Ctrl-C. */
    private static void leave(PlatformRun run) throws Exception {
        run.closeForGood();
        System.err.println("Stopped; an evaluation that is cut short has told no figure.");
        System.err.println("To begin it again: " + run.keeping().sameCommandAgain());
    }
}
