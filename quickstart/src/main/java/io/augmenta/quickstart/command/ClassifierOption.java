package io.augmenta.quickstart.command;

import io.augmenta.quickstart.classifier.ScoringClassifier;
import io.augmenta.quickstart.classifier.UnusableChoiceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options {@code --classifier} and {@code --classifier-parameter}: what scores. */
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ClassifierOption {

    private static final String NAME = "--classifier";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = NAME,
            paramLabel = "FAMILY",
            defaultValue = ScoringClassifier.COMPACT,
            description =
                    "The scoring classifier: compact (a small network from scratch), features:MODEL.onnx (a softmax on "
                            + "the features of a network that stays as it is) or finetune:MODEL.pt (a network that is trained further). "
                            + "MODEL is a file of --models. Default: ${DEFAULT-VALUE}.")
    private String family;

    @Option(
            names = "--classifier-parameter",
            paramLabel = "NAME=VALUE",
            description = "A setting of the scoring classifier; may be given several times. Unless given, epochs=20 of "
                    + "compact.")
    private Map<String, String> given = new LinkedHashMap<>();

    /**
     * The classifier that was asked for, checked against what there is.
     *
     * @param models where models are
     */
    ScoringClassifier choose(Path models) {
        try {
            return ScoringClassifier.choose(family, given, models);
        } catch (UnusableChoiceException e) {
            throw new ParameterException(spec.commandLine(), NAME + " " + family + ": " + e.getMessage(), e);
        }
    }
}
