package io.augmenta.zoo.classifier;

import io.augmenta.zoo.recipe.RecipeParameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How the compact classifier learns. Valid once made.
 *
 * @param seed all randomness is drawn from it
 * @param epochs passes over the training images
 * @param batchSize images per step at most; batches of an epoch differ by one image at most
 * @param learningRate the schedule's peak
 * @param weightDecay decoupled, per step and learning rate, on convolution and dense weights
 * @param labelSmoothing share of the target spread evenly over all classes
 * @param width maps of the network at half the image's resolution
 * @param mirrorProbability how often an image is seen mirrored left to right; 0 where sides matter
 * @param shift how far an image is moved at most, as a share of its extents
 * @param rotationDegrees how far an image is turned at most, either way
 * @param zoom how much an image is enlarged or shrunk at most, as a share of its size
 * @param intensity how much grey values change at most: contrast as a share of itself, brightness as a share of the range
 */
public record ClassifierSettings(
        long seed,
        int epochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        double labelSmoothing,
        int width,
        double mirrorProbability,
        double shift,
        double rotationDegrees,
        double zoom,
        double intensity) {

    /**
     * Interpolation smooths. Were every image turned, the classifier would never see the grain of an image as it is,
     * and grainy generated images would be strange to it when it is scored on the very ones it learned from.
     */
    private static final double SHARE_LEFT_AS_IT_IS = 0.25;

    private static final List<Setting> SETTINGS = List.of(
            Setting.whole("epochs", 30, 1, 10_000, "Passes over the training images", ClassifierSettings::epochs),
            Setting.whole("batch-size", 16, 4, 1024, "Images per step at most", ClassifierSettings::batchSize),
            Setting.real(
                    "learning-rate",
                    0.003,
                    1e-7,
                    1,
                    "AdamW's learning rate at the peak of its schedule",
                    ClassifierSettings::learningRate),
            Setting.real(
                    "weight-decay",
                    0.05,
                    0,
                    1,
                    "Decoupled decay of the weights, per step and learning rate",
                    ClassifierSettings::weightDecay),
            Setting.real(
                    "label-smoothing",
                    0.05,
                    0,
                    0.9,
                    "Share of the target spread evenly over all classes",
                    ClassifierSettings::labelSmoothing),
            Setting.whole("width", 16, 1, 128, "Maps at half the image's resolution", ClassifierSettings::width),
            Setting.real(
                    "mirror-probability",
                    0.5,
                    0,
                    1,
                    "How often an image is seen mirrored left to right; 0 where sides matter",
                    ClassifierSettings::mirrorProbability),
            Setting.real(
                    "shift",
                    0.06,
                    0,
                    0.5,
                    "How far an image is moved at most, as a share of its extents",
                    ClassifierSettings::shift),
            Setting.real(
                    "rotation-degrees",
                    10,
                    0,
                    180,
                    "How far an image is turned at most, either way",
                    ClassifierSettings::rotationDegrees),
            Setting.real(
                    "zoom",
                    0.1,
                    0,
                    0.9,
                    "How much an image is enlarged or shrunk at most, as a share of its size",
                    ClassifierSettings::zoom),
            Setting.real(
                    "intensity",
                    0,
                    0,
                    0.5,
                    "How much grey values change at most: contrast as a share of itself, brightness of the range",
                    ClassifierSettings::intensity));

    /**
     * Checks every setting.
     *
     * @throws InvalidClassifierSettingsException naming the setting, its value and what is allowed
     */
    public ClassifierSettings {
        double[] values = {
            epochs,
            batchSize,
            learningRate,
            weightDecay,
            labelSmoothing,
            width,
            mirrorProbability,
            shift,
            rotationDegrees,
            zoom,
            intensity
        };
        for (int i = 0; i < values.length; i++) {
            SETTINGS.get(i).requireAllowed(values[i]);
        }
    }

    /** The defaults, with a seed. */
    public static ClassifierSettings defaults(long seed) {
        return parse(Map.of(), seed);
    }

    /**
     * Reads settings from text; what is left out takes its default.
     *
     * @throws InvalidClassifierSettingsException naming the setting at fault, its value and what is allowed
     */
    public static ClassifierSettings parse(Map<String, String> parameters, long seed) {
        requireKnownNames(parameters);
        double[] values = SETTINGS.stream()
                .mapToDouble(setting -> setting.read(parameters))
                .toArray();
        return new ClassifierSettings(
                seed,
                (int) values[0],
                (int) values[1],
                values[2],
                values[3],
                values[4],
                (int) values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10]);
    }

    /** All settings but the seed by name, in a fixed order; {@link #parse} makes equal settings of them. */
    public Map<String, String> parameters() {
        Map<String, String> written = new LinkedHashMap<>();
        SETTINGS.forEach(setting -> written.put(
                setting.name(), Setting.written(setting.value().apply(this).doubleValue())));
        return Collections.unmodifiableMap(written);
    }

    /** The settings, described for people. */
    public static List<RecipeParameter> describe() {
        return SETTINGS.stream().map(Setting::described).toList();
    }

    /** How images are changed before they are learned from. */
    AugmentationSettings augmentation() {
        return new AugmentationSettings(
                mirrorProbability, shift, rotationDegrees, zoom, intensity, SHARE_LEFT_AS_IT_IS);
    }

    private static void requireKnownNames(Map<String, String> parameters) {
        List<String> known = SETTINGS.stream().map(Setting::name).toList();
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!known.contains(name)) {
                throw new InvalidClassifierSettingsException(
                        "The compact classifier has no setting \"%s\" (given: \"%s\"); allowed: %s"
                                .formatted(name, parameters.get(name), String.join(", ", known)));
            }
        }
    }

    /** One component of the record with its name in requests and its bounds; whole numbers are exact as doubles. */
    private record Setting(
            String name,
            double defaultValue,
            double least,
            double most,
            boolean whole,
            String meaning,
            Function<ClassifierSettings, Number> value) {

        static Setting whole(
                String name,
                int defaultValue,
                int least,
                int most,
                String meaning,
                Function<ClassifierSettings, Number> value) {
            return new Setting(name, defaultValue, least, most, true, meaning, value);
        }

        static Setting real(
                String name,
                double defaultValue,
                double least,
                double most,
                String meaning,
                Function<ClassifierSettings, Number> value) {
            return new Setting(name, defaultValue, least, most, false, meaning, value);
        }

        RecipeParameter described() {
            return new RecipeParameter(name, written(defaultValue), allowed(), meaning);
        }

        String allowed() {
            return "a %s from %s to %s".formatted(whole ? "whole number" : "number", written(least), written(most));
        }

        double read(Map<String, String> parameters) {
            String text = parameters.get(name);
            if (text == null) {
                return defaultValue;
            }
            try {
                return whole ? Integer.parseInt(text.strip()) : Double.parseDouble(text.strip());
            } catch (NumberFormatException notANumber) {
                throw InvalidClassifierSettingsException.of(name, "\"" + text + "\"", allowed());
            }
        }

        /** Written so that it also refuses what is not a number. */
        void requireAllowed(double number) {
            boolean allowed = number >= least && number <= most;
            if (!allowed) {
                throw InvalidClassifierSettingsException.of(name, written(number), allowed());
            }
        }

        static String written(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e9
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }
}
