package io.augmenta.quickstart.classifier;

import io.augmenta.extraction.ModelDescription;
import io.augmenta.extraction.head.SoftmaxSettings;
import io.augmenta.zoo.classifier.ClassifierSettings;
import io.augmenta.zoo.classifier.FineTuningSettings;
import io.augmenta.zoo.classifier.GivenSettings;
import io.augmenta.zoo.classifier.InvalidClassifierSettingsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A classifier that an evaluation is to train. What can be known of it before the evaluator is there has been checked, so
 * that nobody trains for an hour to learn that a file is missing.
 *
 * @param family as the evaluator names it, with its model
 * @param settings those that were given, and what a study on few cores has instead of the evaluator's defaults
 */
public record ScoringClassifier(String family, Map<String, String> settings) {

    /** The family that needs no model. */
    public static final String COMPACT = "compact";

    private static final String FEATURES = "features:";
    private static final String FINETUNE = "finetune:";

    /** A study on two cores has minutes, not days. */
    private static final Map<String, String> COMPACT_UNLESS_GIVEN = Map.of("epochs", "20");

    /** Copies the map. */
    public ScoringClassifier {
        settings = Map.copyOf(settings);
    }

    /**
     * Chooses one.
     *
     * @param family {@code compact}, {@code features:MODEL.onnx} or {@code finetune:MODEL.pt}
     * @param given its settings by name
     * @param models where models are, each beside its description
     * @throws UnusableChoiceException if it cannot be
     */
    public static ScoringClassifier choose(String family, Map<String, String> given, Path models)
            throws UnusableChoiceException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (family.equals(COMPACT)) {
            settings.putAll(COMPACT_UNLESS_GIVEN);
            settings.putAll(given);
            check(() -> ClassifierSettings.parse(settings, 0));
        } else if (family.startsWith(FEATURES)) {
            settings.putAll(given);
            check(family, given, SoftmaxSettings::of);
            ModelFile.requireExtractor(models, family.substring(FEATURES.length()));
        } else if (family.startsWith(FINETUNE)) {
            settings.putAll(given);
            check(family, given, read -> FineTuningSettings.of(read, 0));
            ModelFile.require(models, family.substring(FINETUNE.length()), ".pt", ModelDescription::beside);
        } else {
            throw new UnusableChoiceException(
                    "there is no such classifier; there is compact, features:MODEL.onnx and finetune:MODEL.pt", null);
        }
        return new ScoringClassifier(family, settings);
    }

    private static void check(String family, Map<String, String> given, Consumer<GivenSettings> reader)
            throws UnusableChoiceException {
        check(() -> {
            GivenSettings read = new GivenSettings(family, given);
            reader.accept(read);
            read.all();
        });
    }

    /** By whoever will learn with the settings, so that nothing is refused later. */
    private static void check(Runnable reading) throws UnusableChoiceException {
        try {
            reading.run();
        } catch (InvalidClassifierSettingsException e) {
            throw new UnusableChoiceException(e.getMessage(), e);
        }
    }
}
