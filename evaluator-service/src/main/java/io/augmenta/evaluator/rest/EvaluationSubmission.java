package io.augmenta.evaluator.rest;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.evaluator.EvaluationDraft;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for an evaluation. A class, since a misspelt field must be told and not be passed over. */
@Schema(description = "An evaluation", example = """
                {"dataset": "phantom", "checkpointId": "run-1-e0010", "generationRequestId": "generation-1",
                 "syntheticRanges": [{"topic": "augmenta.synthetic-batches.v1", "partition": 0, "first": 0,
                 "endExclusive": 4}], "seed": 7, "seeds": 5, "controls": ["repeated", "classic"],
                 "amounts": [0.25, 0.5]}""")
public final class EvaluationSubmission {
    @Schema(description = "A name for the evaluation; default: a new one")
    public @Nullable String evaluationId;

    @Schema(description = "Name of a sealed data set", required = true)
    public @Nullable String dataset;

    @Schema(description = "Its version; default: the one sealed last")
    public @Nullable String version;

    @Schema(description = "The checkpoint that made the generated images", required = true)
    public @Nullable String checkpointId;

    @Schema(description = "The generation request that they answer", required = true)
    public @Nullable String generationRequestId;

    @Schema(description = "Where they are, as the completion of that request says", required = true)
    public @Nullable List<Range> syntheticRanges;

    @Schema(description = "Family of the classifier", defaultValue = "compact")
    public @Nullable String classifier;

    @Schema(description = "The classifier's settings by name; what is left out has its default")
    public @Nullable Map<String, String> parameters;

    @Schema(description = "What all randomness of the evaluation is drawn from", defaultValue = "7")
    public @Nullable Long seed;

    @Schema(
            description = "How many times each classifier is trained: with seed, seed + 1 and so on; 1 to 20",
            defaultValue = "5")
    public @Nullable Integer seeds;

    @Schema(description = "Controls beside baseline, generated and mixed: repeated, classic; default: both")
    public @Nullable List<String> controls;

    @Schema(
            description =
                    "Shares of the generated images that a sweep adds to the real ones, above 0 and at most 1; default: none")
    public @Nullable List<Double> amounts;

    @Schema(
            description = "File name of an ONNX network in the evaluator's models folder, whose features fidelity and "
                    + "privacy compare; default: the baseline classifier's own features")
    public @Nullable String extractor;

    @Schema(
            description = "Limits of the release gate that take the place of the evaluator's own, by rule: least-gain, "
                    + "least-gain-over-repeated, least-accuracy, least-coverage-share, most-frechet-multiple, "
                    + "most-ks-pixels, most-copied, most-membership-area; null takes a rule away",
            examples = "{\"least-gain\": 0.01}")
    public @Nullable Map<String, @Nullable Double> gate;

    private final Map<String, Object> unknown = new TreeMap<>();

    /** A stretch of a topic's partition. */
    @Schema(name = "OffsetRange")
    public record Range(String topic, int partition, long first, long endExclusive) {}

    /** Called for every field that is none of the above. */
    @JsonAnySetter
    void unknown(String name, Object value) {
        unknown.put(name, value);
    }

    EvaluationDraft draft() {
        if (!unknown.isEmpty()) {
            throw new UnreadableSubmissionException("an evaluation has no " + String.join(", ", unknown.keySet())
                    + "; it has evaluationId, dataset, version, checkpointId, generationRequestId, syntheticRanges, "
                    + "classifier, parameters, seed, seeds, controls, amounts, extractor, gate");
        }
        return new EvaluationDraft(
                evaluationId,
                dataset,
                version,
                checkpointId,
                generationRequestId,
                ranges(syntheticRanges),
                classifier,
                parameters,
                seed,
                seeds,
                given("controls", controls),
                given("amounts", amounts),
                extractor,
                gate);
    }

    private static <T> @Nullable List<T> given(String field, @Nullable List<T> values) {
        if (values != null && values.contains(null)) {
            throw new UnreadableSubmissionException(field + " has a null; leave out what is not wanted");
        }
        return values;
    }

    private static @Nullable List<OffsetRange> ranges(@Nullable List<Range> ranges) {
        if (ranges == null) {
            return null;
        }
        return ranges.stream()
                .map(range -> new OffsetRange(range.topic(), range.partition(), range.first(), range.endExclusive()))
                .toList();
    }
}
