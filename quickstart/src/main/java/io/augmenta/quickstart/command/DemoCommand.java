package io.augmenta.quickstart.command;

import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.quickstart.platform.PeakMemory;
import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.Study;
import io.augmenta.quickstart.study.StudyFailedException;
import io.augmenta.quickstart.study.StudyPlan;
import io.augmenta.quickstart.study.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
            "  augmenta demo --work kept && augmenta serve --work kept"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class DemoCommand implements Callable<Integer> {

    private static final int SMALLEST_SIZE = 16;
    private static final int LARGEST_SIZE = 256;
    private static final int PHANTOM_SIZE_PIXELS = 128;
    private static final int PHANTOMS_PER_CLASS = 75;
    private static final int FEWEST_PHANTOMS = 10;
    private static final String RECIPE = "wgan-gp";
    /** A study on two cores has minutes, not days: a narrow network and small batches make many steps of them. */
    private static final Map<String, String> RECIPE_FOR_MINUTES = Map.of("width", "16", "batch-size", "16");
    /** The drawings are few and simple, and bear steps that real images would not. */
    private static final Map<String, String> RECIPE_FOR_DRAWINGS = Map.of("learning-rate", "5e-4");

    private static final Map<String, String> CLASSIFIER_FOR_MINUTES = Map.of("epochs", "20");
    private static final String CLASSIFIER = "compact";
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

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length that images are brought to: 16, 32, 64, 128 or 256. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "25",
            description = "How often the training sees every image. More take longer and look better. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What everything random is drawn from; the same seed gives the same report. "
                    + "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--split",
            paramLabel = "RULE",
            defaultValue = "grouped",
            description =
                    "grouped: near duplicates stay on one side of the split; random: each image by itself; supplied: "
                            + "as the folders Training and Testing say. Default: ${DEFAULT-VALUE}.")
    private SplitRule split;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "augmenta-report",
            description = "Where the report goes; files of an earlier one are replaced. Default: ./${DEFAULT-VALUE}.")
    private Path report;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Keep topics, checkpoints and the log in this folder: 'augmenta serve --work DIR' goes on with "
                            + "them, and a training that was done before is not done again. Default: a temporary folder, deleted "
                            + "at the end.")
    private @Nullable Path work;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "A hyper-parameter of the training; may be given several times. Unless given, width=16 and "
                            + "batch-size=16, for two cores, and without --data learning-rate=5e-4; the others are the study's.")
    private Map<String, String> recipeParameters = new LinkedHashMap<>();

    @Option(
            names = "--classifier-parameter",
            paramLabel = "NAME=VALUE",
            description = "A setting of the scoring classifier; may be given several times. Unless given, epochs=20.")
    private Map<String, String> classifierParameters = new LinkedHashMap<>();

    @Option(
            names = "--phantoms",
            paramLabel = "N",
            defaultValue = "" + PHANTOMS_PER_CLASS,
            description = "How many drawings of each class, where there is no --data. Default: ${DEFAULT-VALUE}.")
    private int phantomsPerClass;

    @Override
    public Integer call() throws CommandFailedException, IOException {
        checkOptions();
        long begunNanos = System.nanoTime();
        WorkFolder folder = work == null ? WorkFolder.forOneRun() : WorkFolder.at(work);
        ProgressDisplay progress = Displays.forStandardError();
        Platform platform = new Platform(new PlatformSettings(folder, List.of(imagesFolder(folder)), 0, null, false));
        Shutdown shutdown = Shutdown.arrange(() -> leave(progress, platform, folder));
        try (progress;
                platform;
                shutdown) {
            study(folder, platform, progress);
        } catch (StudyFailedException | PlatformException e) {
            return shutdown.underWay() ? FailureReport.FAILED : fail(e, folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FailureReport.FAILED;
        }
        folder.deleteIfTemporary();
        print(Duration.ofNanos(System.nanoTime() - begunNanos), folder);
        return CommandLine.ExitCode.OK;
    }

    private void study(WorkFolder folder, Platform platform, ProgressDisplay progress)
            throws CommandFailedException, StudyFailedException, PlatformException, InterruptedException {
        ReportFolder reports = ReportFolder.create(report);
        if (data == null) {
            drawPhantoms(folder.phantoms(), progress);
        }
        Platform.Addresses addresses = platform.start(progress);
        ServiceEndpoints endpoints = new ServiceEndpoints(
                Map.of("bootstrap.servers", addresses.bootstrapServers()),
                addresses.services(),
                platform::trouble,
                PATIENCE);
        StudyResult result = new Study(plan(folder), endpoints, progress).run();
        reports.copy(result.report(), folder.artifacts());
    }

    private StudyPlan plan(WorkFolder folder) {
        return new StudyPlan(
                imagesFolder(folder),
                imageSize,
                split,
                seed,
                RECIPE,
                recipe(),
                epochs,
                CLASSIFIER,
                overridden(CLASSIFIER_FOR_MINUTES, classifierParameters));
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
            int drawn = new PhantomSet(seed, phantomsPerClass, PHANTOM_SIZE_PIXELS).writeTo(target);
            progress.finish(
                    drawn + " brain-like images in " + PhantomSet.classes().size() + " classes");
        } catch (IOException e) {
            throw new CommandFailedException("the drawings cannot be written to " + target + ": " + e, e);
        }
    }

    private void checkOptions() {
        if (Integer.bitCount(imageSize) != 1 || imageSize < SMALLEST_SIZE || imageSize > LARGEST_SIZE) {
            reject("--image-size must be 16, 32, 64, 128 or 256, but is " + imageSize);
        }
        if (epochs < 1) {
            reject("--epochs must be at least 1, but is " + epochs);
        }
        if (phantomsPerClass < FEWEST_PHANTOMS) {
            reject("--phantoms must be at least " + FEWEST_PHANTOMS + ", or a split would have none of a class, but is "
                    + phantomsPerClass);
        }
        if (data != null && !Files.isDirectory(data)) {
            reject("--data " + data + (Files.exists(data) ? " is a file, not a folder" : " does not exist"));
        }
        if (split == SplitRule.SUPPLIED && data == null) {
            reject("--split supplied needs --data with the folders Training and Testing");
        }
    }

    private void reject(String complaint) {
        throw new ParameterException(spec.commandLine(), complaint);
    }

    private static void leave(ProgressDisplay progress, Platform platform, WorkFolder folder) throws Exception {
        progress.close();
        platform.close();
        folder.deleteIfTemporary();
    }

    private static int fail(Exception failure, WorkFolder folder) throws CommandFailedException {
        throw new CommandFailedException(
                failure.getMessage() + System.lineSeparator() + "The log of broker and services is " + folder.logFile(),
                failure);
    }

    private void print(Duration elapsed, WorkFolder folder) throws CommandFailedException {
        PrintWriter out = spec.commandLine().getOut();
        ReportSummary.read(report).lines().forEach(out::println);
        out.println();
        OptionalLong peakBytes = PeakMemory.residentBytes();
        String memory = peakBytes.isPresent()
                ? String.format(Locale.ROOT, ", peak memory %.2f GB", peakBytes.getAsLong() / 1e9)
                : "";
        out.println("Took " + Durations.text(elapsed) + memory);
        if (work != null) {
            out.println("Kept " + folder.root() + ", go on with: augmenta serve --work " + work);
        }
        out.println("Report " + report.toAbsolutePath().normalize().resolve("report.html"));
        out.flush();
    }
}
