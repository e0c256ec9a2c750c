package io.augmenta.quickstart.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.augmenta.quickstart.recipe.RecipeSheet;
import io.augmenta.zoo.recipe.Recipe;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what can be trained; needs no services. */
@Command(
        name = "recipes",
        description = {
            "Lists the recipes that can be trained, with their hyper-parameters and defaults, what is allowed, their "
                    + "sizes and the papers that they come from.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Example: augmenta recipes --recipe wgan-gp --image-size 128"})
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class RecipesCommand implements Callable<Integer> {

    private static final int COLUMNS = 80;

    @Spec
    private CommandSpec spec;

    @Option(names = "--recipe", paramLabel = "NAME", description = "This one alone. Default: all.")
    private @Nullable String recipe;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length of the images that sizes are told for. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 for grey images, 3 for colour. Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "4",
            description = "Classes that the images are of. Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--json", description = "For programs: one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        checkOptions();
        RecipeSheet.Images images = new RecipeSheet.Images(classes, channels, imageSize);
        List<RecipeSheet> sheets = Recipe.families().stream()
                .filter(family -> recipe == null || family.equals(recipe))
                .map(family -> RecipeSheet.of(family, images))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(
                            sheets.stream().map(RecipeSheet::document).toList()));
        } else {
            print(sheets, out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void print(List<RecipeSheet> sheets, PrintWriter out) {
        for (RecipeSheet sheet : sheets) {
            sheet.lines(COLUMNS).forEach(out::println);
            out.println();
        }
        out.println("Set one by --set NAME=VALUE of 'augmenta train' or 'augmenta sweep'.");
    }

    private void checkOptions() {
        if (recipe != null && !Recipe.families().contains(recipe)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--recipe must be " + String.join(", ", Recipe.families()) + ", but is " + recipe);
        }
        OptionChecks.requireTrainableSize(spec, imageSize);
        if (channels != 1 && channels != 3) {
            throw new ParameterException(spec.commandLine(), "--channels must be 1 or 3, but is " + channels);
        }
        if (classes < 1) {
            throw new ParameterException(spec.commandLine(), "--classes must be at least 1, but is " + classes);
        }
    }
}
