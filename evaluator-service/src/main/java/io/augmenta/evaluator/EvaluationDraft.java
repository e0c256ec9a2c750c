package io.augmenta.evaluator;

import io.augmenta.contracts.OffsetRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as somebody asks for it, before it is known whether it is possible; what is null was not given.
 *
 * @param evaluationId a name for it; else a new one
 * @param dataset name of a sealed data set
 * @param version its version; else the one sealed last
 * @param checkpointId what made the generated images
 * @param generationRequestId the request that they answer
 * @param syntheticRanges where they are, as the completion of that request says
 * @param classifier family of the classifier; else {@value EvaluationDesk#DEFAULT_CLASSIFIER}
 * @param parameters the classifier's settings; else its defaults
 * @param seed what all randomness is drawn from; else {@value EvaluationDesk#DEFAULT_SEED}
 * @param seeds how many times each classifier is trained; else {@value EvaluationDesk#DEFAULT_SEEDS}
 * @param controls controls beside baseline, generated and mixed; else all that there are
 * @param amounts shares of the generated images that a sweep adds; else no sweep
 * @param extractor the network whose features are compared; else the baseline classifier
 * @param gate limits of the release gate by rule, where null takes the rule away; else the evaluator's own
 */
public record EvaluationDraft(
        @Nullable String evaluationId,
        @Nullable String dataset,
        @Nullable String version,
        @Nullable String checkpointId,
        @Nullable String generationRequestId,
        @Nullable List<OffsetRange> syntheticRanges,
        @Nullable String classifier,
        @Nullable Map<String, String> parameters,
        @Nullable Long seed,
        @Nullable Integer seeds,
        @Nullable List<String> controls,
        @Nullable List<Double> amounts,
        @Nullable String extractor,
        @Nullable Map<String, @Nullable Double> gate) {}
