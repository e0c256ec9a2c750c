package io.augmenta.quickstart.command;

import io.augmenta.quickstart.study.RunPlan;
import io.augmenta.quickstart.study.Training;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what goes before a transfer. */
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class PretrainingOptions {

    private static final String TRANSFER = "transfer";
    private static final String RECIPE = "deep-vae";
    private static final String SETTINGS = "--pretrain-set";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--pretrain-data",
            paramLabel = "DIR",
            description =
                    "For --recipe transfer: folder of images on which a deep-vae of the same shape is trained first.")
    private @Nullable Path data;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "25",
            description = "Epochs of that training. Default: ${DEFAULT-VALUE}; the study's is 400.")
    private int epochs;

    @Option(
            names = SETTINGS,
            paramLabel = "NAME=VALUE",
            description = "A hyper-parameter of that training. Unless given, those of --set that deep-vae has as well.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /**
     * Checks that a transfer has something to start from, and that nothing else asks for it.
     *
     * @param recipe what is trained
     * @param given its settings
     */
    void check(String recipe, Map<String, String> given) {
        OptionChecks.requireAtLeastOne(spec, "--pretrain-epochs", epochs);
        boolean named = given.containsKey(Training.PRETRAINED);
        if (data == null) {
            if (recipe.equals(TRANSFER) && !named) {
                throw complaint(
                        "--recipe transfer starts from a deep-vae: give --pretrain-data DIR to train one first, or"
                                + " --set pretrained=CHECKPOINT and the --work folder that holds it");
            }
            return;
        }
        OptionChecks.requireFolder(spec, "--pretrain-data", data);
        if (!recipe.equals(TRANSFER)) {
            throw complaint("--pretrain-data goes with --recipe transfer, but the recipe is " + recipe);
        }
        if (named) {
            throw complaint("--set pretrained=… and --pretrain-data exclude each other");
        }
    }

    private ParameterException complaint(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** The folder to learn from first; empty where nothing goes before. */
    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /**
     * The training that goes before; empty for nothing.
     *
     * @param recipe what is trained afterwards
     * @param given its settings, which this training shares as far as it has them
     */
    Optional<Training.Step> step(ImagesOptions images, String recipe, Map<String, String> given) {
        return data().map(folder -> new Training.Step(
                images.planFor(folder),
                new RunPlan(
                        RECIPE,
                        parameters(recipe, given),
                        epochs,
                        images.seed(),
                        RunPlan.checkpointEveryEpochs(epochs),
                        null)));
    }

    private Map<String, String> parameters(String recipe, Map<String, String> given) {
        SettingsReader own = new SettingsReader(spec, SETTINGS);
        List<String> known = own.names(RECIPE);
        Map<String, String> shared = new HashMap<>(new SettingsReader(spec, SetOption.NAME).named(recipe, given));
        shared.keySet().retainAll(known);
        shared.putAll(own.named(RECIPE, settings));
        return own.all(RECIPE, shared);
    }
}
