package io.augmenta.quickstart.command;

import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.quickstart.classifier.ScoringClassifier;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.Study;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.study.StudyPlan;
import io.augmenta.quickstart.study.StudyResult;
import io.augmenta.zoo.training.ResidentMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Does a whole study in this process and leaves a report. */
@Command(
        name = "demo",
        description = {
            "Does the whole work once: reads images, trains a generator on them, makes synthetic images, and scores "
                    + "whether a classifier is better off with them.",
            "",
            "A Kafka broker and all services run in this process while it lasts. Without --data, brain-like drawings in "
                    + "four classes are used.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Examples:",
            "  augmenta demo",
            "  augmenta demo --data ~/brains --epochs 30 --report brains-report",
            "  augmenta demo --evaluation-seeds 5 --controls",
            "  augmenta demo --work kept && augmenta serve --work kept"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class DemoCommand implements Callable<Integer> {

    private static final int PHANTOM_SIZE_PIXELS = 128;
    private static final int PHANTOMS_PER_CLASS = 75;
    private static final int FEWEST_PHANTOMS = 10;
    private static final String RECIPE = "wgan-gp";
    /** A study on two cores has minutes, not days: a narrow network and small batches make many steps of them. */
    private static final Map<String, String> RECIPE_FOR_MINUTES = Map.of("width", "16", "batch-size", "16");
    /** The drawings are few and simple, and bear steps that real images would not. */
    private static final Map<String, String> RECIPE_FOR_DRAWINGS = Map.of("learning-rate", "5e-4");

    /** An epoch of large images can take minutes on few cores, and says nothing until it is over. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images: DIR/CLASS/* or DIR/{Training,Testing}/CLASS/*, as JPEG, PNG, BMP, TIFF or "
                    + "GIF. Default: a set of drawings.")
    private @Nullable Path data;

    @Mixin
    private ImagesOptions images;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "25",
            description = "How often the training sees every image. More take longer and look better. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Mixin
    private final ReportOption report = new ReportOption("augmenta-report");

    @Mixin
    private WorkOption work;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "A hyper-parameter of the training; may be given several times. Unless given, width=16 and "
                            + "batch-size=16, for two cores, and without --data learning-rate=5e-4; the others are the study's.")
    private Map<String, String> recipeParameters = new LinkedHashMap<>();

    @Mixin
    private ClassifierOption classifier;

    @Mixin
    private ModelsOption models;

    @Mixin
    private final RepetitionOptions repetition = new RepetitionOptions(1, false);

    @Option(
            names = "--phantoms",
            paramLabel = "N",
            defaultValue = "" + PHANTOMS_PER_CLASS,
            description = "How many drawings of each class, where there is no --data. Default: ${DEFAULT-VALUE}.")
    private int phantomsPerClass;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        ScoringClassifier scoring = classifier.choose(models.folder());
        ReportFolder reports = report.create();
        WorkKeeping keeping = work.keeping();
        Path folder = imagesFolder(keeping.folder());
        PlatformRun run = new PlatformRun(
                device.on(new PlatformSettings(keeping.folder(), List.of(folder), 0, null, false))
                        .withModels(models.folder()),
                keeping,
                PATIENCE);
        Optional<StudyResult> result = run.carryOut(() -> study(run, folder, scoring), () -> leave(run));
        if (result.isEmpty()) {
            return FailureReport.FAILED;
        }
        reports.copy(result.get().report(), keeping.folder().openArtifacts());
        keeping.folder().deleteIfTemporary();
        print(reports, keeping.folder(), run.elapsed());
        return CommandLine.ExitCode.OK;
    }

    private StudyResult study(PlatformRun run, Path folder, ScoringClassifier scoring)
            throws CommandFailedException, StudyFailedException, PlatformException, InterruptedException {
        if (data == null) {
            drawPhantoms(folder, run.progress());
        }
        return new Study(plan(folder, scoring), run.endpoints(run.start()), run.progress()).run();
    }

    private StudyPlan plan(Path folder, ScoringClassifier scoring) {
        return new StudyPlan(
                images.planFor(folder), RECIPE, recipe(), epochs, repetition.planWith(scoring, List.of(), ""));
    }

    private Map<String, String> recipe() {
        Map<String, String> chosen =
                data == null ? overridden(RECIPE_FOR_MINUTES, RECIPE_FOR_DRAWINGS) : RECIPE_FOR_MINUTES;
        return overridden(chosen, recipeParameters);
    }

    private static Map<String, String> overridden(Map<String, String> chosen, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(chosen);
        all.putAll(given);
        return all;
    }

    private Path imagesFolder(WorkFolder folder) {
        return data == null ? folder.phantoms() : data.toAbsolutePath().normalize();
    }

    private void drawPhantoms(Path target, ProgressDisplay progress) throws CommandFailedException {
        progress.begin("draw");
        try {
            Files.createDirectories(target);
            int drawn = new PhantomSet(images.seed(), phantomsPerClass, PHANTOM_SIZE_PIXELS).writeTo(target);
            progress.finish(
                    drawn + " brain-like images in " + PhantomSet.classes().size() + " classes");
        } catch (IOException e) {
            throw new CommandFailedException("the drawings cannot be written to " + target + ": " + e, e);
        }
    }

    private void checkOptions() {
        images.check();
        repetition.check(spec);
        OptionChecks.requireAtLeastOne(spec, "--epochs", epochs);
        if (phantomsPerClass < FEWEST_PHANTOMS) {
            reject("--phantoms must be at least " + FEWEST_PHANTOMS + ", or a split would have none of a class, but is "
                    + phantomsPerClass);
        }
        if (data != null) {
            OptionChecks.requireFolder(spec, "--data", data);
        } else if (images.split() == SplitRule.SUPPLIED) {
            reject("--split supplied needs --data with the folders Training and Testing");
        }
    }

    private void reject(String complaint) {
        throw new ParameterException(spec.commandLine(), complaint);
    }

    /** What is done on Ctrl-C: a training in progress writes a checkpoint, and a folder that is kept can be gone on with. */
    private static void leave(PlatformRun run) throws Exception {
        run.closeForGood();
        WorkFolder folder = run.keeping().folder();
        if (folder.temporary()) {
            folder.deleteIfTemporary();
        } else {
            System.err.println("Stopped. To go on: " + run.keeping().sameCommandAgain());
        }
    }

    private void print(ReportFolder reports, WorkFolder folder, Duration elapsed) throws CommandFailedException {
        PrintWriter out = spec.commandLine().getOut();
        ReportSummary.read(reports.folder()).lines().forEach(out::println);
        out.println();
        Long peakBytes = ResidentMemory.ofThisProcess().peakBytes();
        String memory = peakBytes == null ? "" : String.format(Locale.ROOT, ", peak memory %.2f GB", peakBytes / 1e9);
        out.println("Took " + Durations.text(elapsed) + memory);
        if (!folder.temporary()) {
            out.println("Kept " + folder.root() + ", go on with: augmenta serve --work " + folder.root());
        }
        out.println("Report " + reports.path("report.html"));
        out.flush();
    }
}
