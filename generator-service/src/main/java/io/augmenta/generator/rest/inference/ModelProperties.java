package io.augmenta.generator.rest.inference;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.generator.Scores.Evaluated;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a model was made from and how it was scored, as texts by name: the protocol's properties of a model. */
final class ModelProperties {
    private ModelProperties() {}

    static Map<String, String> of(CheckpointPublished checkpoint, Optional<Evaluated> scores) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("checkpoint", checkpoint.checkpointId());
        properties.put("generator_sha256", checkpoint.generator().sha256());
        properties.put("recipe", checkpoint.recipe());
        properties.put("dataset", checkpoint.dataset());
        properties.put("dataset_version", checkpoint.version());
        properties.put("classes", String.join(",", checkpoint.classes()));
        scores.ifPresent(evaluated -> {
            properties.put("evaluation", evaluated.evaluationId());
            properties.put("evaluated_at", evaluated.at().toString());
            evaluated.figures().forEach(figure -> properties.put(name(figure), Double.toString(figure.value())));
        });
        return properties;
    }

    /** Such as {@code score.mixed.accuracy_score}. */
    private static String name(MetricMeasured figure) {
        return "score." + (figure.dataType() == null ? "" : figure.dataType() + ".") + figure.name();
    }
}
