package io.augmenta.quickstart.command;

import io.augmenta.quickstart.comparison.ComparisonException;
import io.augmenta.quickstart.comparison.FolderImages;
import io.augmenta.quickstart.comparison.FolderScores;
import io.augmenta.quickstart.comparison.FolderScoring;
import io.augmenta.quickstart.comparison.PairsSheet;
import io.augmenta.quickstart.comparison.ScoresDocument;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.scoring.matrix.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares folders of images; needs no services. */
@Command(
        name = "score",
        description = {
            "Tells how close generated images are to real ones, and whether any is a copy, of any folders of images.",
            "",
            "Always: intensities by the two-sample Kolmogorov-Smirnov test (0 where they agree, 1 where they do not overlap), "
                    + "for all pixels and for mean, deviation, entropy and roughness of each image; and how alike the images of "
                    + "a class are to one another (MS-SSIM). Neighbouring pixels depend on one another, so trust the p-values of "
                    + "the images rather than that of the pixels.",
            "",
            "With --extractor: Fréchet and kernel distance (FID, KID), precision, recall, density and coverage, each with its "
                    + "floor, what real images reach against other real ones.",
            "",
            "With --train: the nearest training image of each generated one by pixels (mirrored and moved by up to 3 too), by "
                    + "fingerprints and by features, held against those of the --real images, which must not be among the "
                    + "training images; suspected copies; and membership inference.",
            "",
            "Figures are overall and, where the folders have a folder for each class, class by class. Compare only figures of "
                    + "one extractor, one size and equal numbers of images.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Memory: PIXELS × PIXELS bytes an image (4 kB at 64), and with an extractor four bytes a feature, of real and "
                    + "generated images twice where there are training images. Distances are computed block by block.",
            "",
            "Examples:",
            "  augmenta score --real data/brains --generated synthetic --json scores.json",
            "  augmenta score --real brains/Testing --generated synthetic --train brains/Training --extractor net.onnx"
                    + " --pairs pairs.png"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ScoreCommand implements Callable<Integer> {

    private static final int LARGEST_SIZE = 2048;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--real",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder of real images: JPEG, PNG, BMP, TIFF or GIF, in folders of classes or not. With --train, "
                            + "of such as the generator was not trained on.")
    private Path real;

    @Option(
            names = "--generated",
            required = true,
            paramLabel = "DIR",
            description = "Folder of generated images, likewise.")
    private Path generated;

    @Option(
            names = "--train",
            paramLabel = "DIR",
            description = "Folder of the images that the generator was trained on.")
    private @Nullable Path training;

    @Option(
            names = "--extractor",
            paramLabel = "MODEL.onnx",
            description = "A network whose features are compared, with the JSON file that describes it beside it.")
    private @Nullable Path extractor;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write all figures to this file, and the suspected copies by their names.")
    private @Nullable Path json;

    @Option(
            names = "--pairs",
            paramLabel = "FILE.png",
            description =
                    "Also draw the generated images that come closest to training images, above these. Needs --train.")
    private @Nullable Path pairs;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length that all images are brought to: grey, padded to a square, shrunk by area "
                    + "averaging. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What halves, subsets and pairs of images are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws ComparisonException, CommandFailedException {
        checkOptions();
        FolderScores scores;
        try (ProgressDisplay progress = Displays.forStandardError()) {
            scores = new FolderScoring(
                            plan(),
                            progress,
                            this::warnOfUnreadable,
                            new Workers(Runtime.getRuntime().availableProcessors()))
                    .run();
        }
        PrintWriter out = spec.commandLine().getOut();
        new ScoreText(scores).lines().forEach(out::println);
        out.flush();
        leaveFiles(scores);
        return CommandLine.ExitCode.OK;
    }

    private void checkOptions() {
        if (imageSize < 1 || imageSize > LARGEST_SIZE) {
            throw complaint("--image-size must be 1 to " + LARGEST_SIZE + " pixels, but is " + imageSize);
        }
        if (pairs != null && training == null) {
            throw complaint("--pairs needs --train, the images that generated ones may be close to");
        }
        if (extractor != null && !Files.isRegularFile(extractor)) {
            throw complaint("--extractor " + extractor + " is no file");
        }
    }

    private ParameterException complaint(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private FolderScoring.Plan plan() {
        return new FolderScoring.Plan(
                real, generated, Optional.ofNullable(training), Optional.ofNullable(extractor), imageSize, seed);
    }

    private void warnOfUnreadable(Path file, String reason) {
        spec.commandLine().getErr().println("left out " + file + ": " + reason);
        spec.commandLine().getErr().flush();
    }

    private void leaveFiles(FolderScores scores) throws CommandFailedException {
        Path document = json;
        if (document != null) {
            leave(document, file -> ScoresDocument.write(scores, file));
        }
        Path sheet = pairs;
        Optional<FolderImages> trained = scores.folders().training();
        if (sheet != null && trained.isPresent() && scores.privacy().isPresent()) {
            byte[] png = PairsSheet.png(
                    scores.folders(), trained.get(), scores.privacy().get());
            leave(sheet, file -> Files.write(file, png));
        }
    }

    private static void leave(Path file, Writing writing) throws CommandFailedException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            writing.to(file);
        } catch (IOException e) {
            throw new CommandFailedException("file " + file + " cannot be written: " + e, e);
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Writing {
        void to(Path file) throws IOException;
    }
}
