package io.augmenta.quickstart.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.quickstart.result.DatasetDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code sweep.json} says; its names are part of the product's interface. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SweepDocument(
        String rankedBy,
        DatasetDescription dataset,
        ClassifierPart classifier,
        long seed,
        int trainers,
        List<ModelPart> models) {

    private static final String RANKED_BY =
            "accuracy on real test images of a classifier trained on generated images alone, then Kolmogorov-Smirnov"
                    + " statistic of pixels";

    static SweepDocument of(SweepPlan plan, SweepResult result) {
        List<ModelPart> models = new ArrayList<>();
        for (SweepModel model : result.models()) {
            models.add(ModelPart.of(model, models.size() + 1));
        }
        return new SweepDocument(
                RANKED_BY,
                DatasetDescription.of(result.dataset()),
                new ClassifierPart(plan.classifier(), new TreeMap<>(plan.classifierParameters())),
                plan.seed(),
                result.trainers(),
                models);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What scored; settings that are not given have their defaults. */
    record ClassifierPart(String family, Map<String, String> settings) {}

    /** One model; a rank is given to those with scores alone. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelPart(
            @Nullable Integer rank,
            int number,
            String run,
            String outcome,
            @Nullable String reason,
            String recipe,
            Map<String, String> varied,
            Map<String, String> parameters,
            int epochs,
            long seed,
            @Nullable CheckpointPart checkpoint,
            @Nullable ScorePart scores) {

        static ModelPart of(SweepModel model, int place) {
            CheckpointPublished checkpoint = model.checkpoint();
            Scores scores = model.scores();
            return new ModelPart(
                    scores == null ? null : place,
                    model.number(),
                    model.runId(),
                    lower(model.outcome()),
                    model.failure(),
                    model.run().plan().recipe(),
                    model.run().varied(),
                    new TreeMap<>(model.run().plan().parameters()),
                    model.run().plan().epochs(),
                    model.run().plan().seed(),
                    checkpoint == null ? null : CheckpointPart.of(checkpoint),
                    scores == null ? null : ScorePart.of(scores));
        }
    }

    /** The last checkpoint, or the last good one. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CheckpointPart(
            String id,
            int epoch,
            String generatorSha256,
            String device,
            double trainingSeconds,
            Map<String, Double> lastLosses) {

        static CheckpointPart of(CheckpointPublished checkpoint) {
            return new CheckpointPart(
                    checkpoint.checkpointId(),
                    checkpoint.epoch(),
                    checkpoint.generator().sha256(),
                    checkpoint.device(),
                    checkpoint.trainingSeconds(),
                    new TreeMap<>(lossesOfLastEpoch(checkpoint)));
        }
    }

    /** The figures; accuracies by what the classifier learned from, then by split. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ScorePart(
            String evaluation,
            double classificationAccuracyScore,
            double ksPixelsStatistic,
            double ksImageMeansStatistic,
            Map<String, Scores.Accuracies> accuracy) {

        static ScorePart of(Scores scores) {
            Map<String, Scores.Accuracies> accuracy = new LinkedHashMap<>();
            accuracy.put("baseline", scores.baseline());
            accuracy.put("generated", scores.generated());
            accuracy.put("mixed", scores.mixed());
            return new ScorePart(
                    scores.evaluationId(),
                    scores.classificationAccuracyScore(),
                    scores.ksPixels(),
                    scores.ksImageMeans(),
                    accuracy);
        }
    }

    /** Of the last epoch; empty where there is none. */
    static Map<String, Double> lossesOfLastEpoch(CheckpointPublished checkpoint) {
        List<EpochLosses> history = checkpoint.history();
        return history.isEmpty() ? Map.of() : history.get(history.size() - 1).losses();
    }
}
