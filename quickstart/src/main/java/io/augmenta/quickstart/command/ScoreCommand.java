package io.augmenta.quickstart.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.augmenta.quickstart.comparison.ComparisonException;
import io.augmenta.quickstart.comparison.FolderComparison;
import io.augmenta.quickstart.comparison.IntensityTests;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares two folders of images; needs no services. */
@Command(
        name = "score",
        description = {
            "Compares the intensities of two folders of images by the two-sample Kolmogorov-Smirnov test.",
            "",
            "The statistic is the largest distance between the two distribution functions: 0 where they agree, 1 where "
                    + "they do not overlap. It is given for all pixels and for the mean of each image, overall and, "
                    + "where both folders have a folder for each class, class by class. Neighbouring pixels depend on "
                    + "one another, so trust the p-value of the means rather than that of the pixels.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Example: augmenta score --real data/brains --generated synthetic --json ks.json"})
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ScoreCommand implements Callable<Integer> {

    private static final int LARGEST_SIZE = 2048;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--real",
            required = true,
            paramLabel = "DIR",
            description = "Folder of real images: JPEG, PNG, BMP, TIFF or GIF, in folders of classes or not.")
    private Path real;

    @Option(
            names = "--generated",
            required = true,
            paramLabel = "DIR",
            description = "Folder of generated images, likewise.")
    private Path generated;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private @Nullable Path json;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length that all images are brought to: grey, padded to a square, shrunk by area "
                    + "averaging. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Override
    public Integer call() throws ComparisonException, CommandFailedException {
        if (imageSize < 1 || imageSize > LARGEST_SIZE) {
            throw new ParameterException(
                    spec.commandLine(), "--image-size must be 1 to " + LARGEST_SIZE + " pixels, but is " + imageSize);
        }
        FolderComparison.Result result;
        try (ProgressDisplay progress = Displays.forStandardError()) {
            result = new FolderComparison(imageSize, progress, this::warnOfUnreadable).compare(real, generated);
        }
        PrintWriter out = spec.commandLine().getOut();
        table(result).lines().forEach(out::println);
        out.flush();
        if (json != null) {
            write(result, json);
        }
        return CommandLine.ExitCode.OK;
    }

    private void warnOfUnreadable(Path file, String reason) {
        spec.commandLine().getErr().println("left out " + file + ": " + reason);
        spec.commandLine().getErr().flush();
    }

    private static TextTable table(FolderComparison.Result result) {
        TextTable table =
                new TextTable(2).row(List.of("class", "compared", "statistic", "p-value", "real", "generated"));
        addRows(table, "all", result.overall());
        result.classes().forEach((label, tests) -> addRows(table, label, tests));
        return table;
    }

    private static void addRows(TextTable table, String label, IntensityTests tests) {
        table.row(row(label, "pixels", tests.pixels()));
        table.row(row(label, "image means", tests.imageMeans()));
    }

    private static List<String> row(String label, String compared, KolmogorovSmirnov test) {
        return List.of(
                label,
                compared,
                String.format(Locale.ROOT, "%.4f", test.statistic()),
                TextTable.pValue(test.pValue()),
                Long.toString(test.firstSize()),
                Long.toString(test.secondSize()));
    }

    private static void write(FolderComparison.Result result, Path file) throws CommandFailedException {
        Map<String, Object> perClass = new LinkedHashMap<>();
        result.classes().forEach((label, tests) -> perClass.put(label, figures(tests)));
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("first", "real images");
        comparison.put("second", "generated images");
        comparison.put("overall", figures(result.overall()));
        comparison.put("per_class", perClass);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(file.toFile(), Map.of("kolmogorov_smirnov", comparison));
        } catch (IOException e) {
            throw new CommandFailedException("file " + file + " cannot be written: " + e, e);
        }
    }

    private static Map<String, Object> figures(IntensityTests tests) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pixels", figures(tests.pixels()));
        figures.put("image_means", figures(tests.imageMeans()));
        return figures;
    }

    /** Named as in the report of an evaluation. */
    private static Map<String, Object> figures(KolmogorovSmirnov test) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("statistic", test.statistic());
        figures.put("p_value", test.pValue());
        figures.put("first_count", test.firstSize());
        figures.put("second_count", test.secondSize());
        figures.put("method", test.method().name().toLowerCase(Locale.ROOT));
        return figures;
    }
}
