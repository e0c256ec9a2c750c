package io.augmenta.augmentation.rest;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.augmenta.augmentation.ImpossiblePolicyException;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that sets a policy. A class, since a misspelt field must be told and not be passed over. */
@Schema(name = "Policy", description = "How a data set is kept augmented", example = """
                {"targetCounts": {"glioma": 500}, "targetRatios": {"*": 1.5}, "retrain": {"growth": 0.1, "every": "P7D"},
                 "recipe": "wgan-gp", "parameters": {"width": "32"}, "epochs": 300}""")
public final class PolicySubmission {
    @Schema(
            description =
                    "Training images that a class is to have, real and synthetic together; the class * stands for all that"
                            + " are not named")
    public @Nullable Map<String, Integer> targetCounts;

    @Schema(description = "The same as multiples of the class's real training images, for classes without a count")
    public @Nullable Map<String, Double> targetRatios;

    @Schema(description = "When to train anew; default: only when the policy is changed")
    public @Nullable Retrain retrain;

    @Schema(description = "Family of the generator", defaultValue = "wgan-gp")
    public @Nullable String recipe;

    @Schema(description = "Its hyper-parameters by name; what is left out has its default")
    public @Nullable Map<String, String> parameters;

    @Schema(description = "Passes over the training split", defaultValue = "30")
    public @Nullable Integer epochs;

    @Schema(description = "What all randomness is drawn from", defaultValue = "7")
    public @Nullable Long seed;

    @Schema(description = "The classifier that generators are judged by", defaultValue = "compact")
    public @Nullable String classifier;

    @Schema(description = "Its settings by name")
    public @Nullable Map<String, String> classifierParameters;

    @Schema(description = "How many times it is trained", defaultValue = "5")
    public @Nullable Integer evaluationSeeds;

    @Schema(description = "Controls: repeated, classic; default: both")
    public @Nullable List<String> controls;

    @Schema(
            description =
                    "File name of the ONNX network that images are compared by; default: the classifier's own features")
    public @Nullable String extractor;

    @Schema(
            description = "Limits of the release gate that take the place of the evaluator's own, by rule: least-gain, "
                    + "least-gain-over-repeated, least-accuracy, least-coverage-share, most-frechet-multiple, "
                    + "most-ks-pixels, most-copied, most-membership-area; null takes a rule away",
            examples = "{\"least-gain\": 0.01}")
    public @Nullable Map<String, @Nullable Double> gate;

    @Schema(description = "Whether anything new is begun", defaultValue = "true")
    public @Nullable Boolean active;

    private final Map<String, Object> unknown = new TreeMap<>();

    /** When to train anew; what is left out asks for nothing. */
    @Schema(name = "Retrain")
    public static final class Retrain {
        @Schema(
                description = "Once there are so many images more, as a share of those trained on last",
                examples = "0.1")
        public @Nullable Double growth;

        @Schema(description = "Once there are so many images more", examples = "100")
        public @Nullable Long newImages;

        @Schema(description = "So long after the latest training was begun, as an ISO 8601 duration", examples = "P7D")
        public @Nullable String every;

        private final Map<String, Object> unknown = new TreeMap<>();

        /** Called for every field that is none of the above. */
        @JsonAnySetter
        void unknown(String name, Object value) {
            unknown.put(name, value);
        }
    }

    /** Called for every field that is none of the above. */
    @JsonAnySetter
    void unknown(String name, Object value) {
        unknown.put(name, value);
    }

    AugmentationPolicy policy(String dataset, Instant setAt) {
        if (!unknown.isEmpty()) {
            throw new ImpossiblePolicyException("a policy has no " + String.join(", ", unknown.keySet())
                    + "; it has targetCounts, targetRatios, retrain, recipe, parameters, epochs, seed, classifier,"
                    + " classifierParameters, evaluationSeeds, controls, extractor, gate, active");
        }
        Retrain when = Objects.requireNonNullElseGet(retrain, Retrain::new);
        if (!when.unknown.isEmpty()) {
            throw new ImpossiblePolicyException(
                    "retrain has no " + String.join(", ", when.unknown.keySet()) + "; it has growth, newImages, every");
        }
        long drawnFrom = seed == null ? 7 : seed;
        return new AugmentationPolicy(
                dataset,
                Objects.requireNonNullElse(targetCounts, Map.of()),
                Objects.requireNonNullElse(targetRatios, Map.of()),
                when.growth,
                when.newImages,
                every(when.every),
                Objects.requireNonNullElse(recipe, "wgan-gp"),
                Objects.requireNonNullElse(parameters, Map.of()),
                epochs == null ? 30 : epochs,
                drawnFrom,
                new EvaluationSettings(
                        Objects.requireNonNullElse(classifier, "compact"),
                        Objects.requireNonNullElse(classifierParameters, Map.of()),
                        drawnFrom,
                        evaluationSeeds == null ? 5 : evaluationSeeds,
                        Objects.requireNonNullElse(controls, List.of("repeated", "classic")),
                        List.of(),
                        Objects.requireNonNullElse(extractor, ""),
                        GateLimits.of(Objects.requireNonNullElse(gate, Map.of()))),
                active == null || active,
                setAt);
    }

    private static @Nullable Duration every(@Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            ImpossiblePolicyException impossible = new ImpossiblePolicyException(
                    "retrain.every: expected an ISO 8601 duration such as P7D or PT12H, got \"" + text + "\"");
            impossible.initCause(e);
            throw impossible;
        }
    }
}
