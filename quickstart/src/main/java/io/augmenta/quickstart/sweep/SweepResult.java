package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.imaging.RasterImage;
import java.util.List;
import java.util.Map;

/**
 * What a sweep came to.
 *
 * @param dataset what all models learned from
 * @param models the models, best first
 * @param realImages a few real training images by class
 * @param generatedImages a few images of each model by its run and then by class, the same places in every model's order
 * @param trainers how many trainers shared the runs at the beginning
 */
public record SweepResult(
        DatasetVersion dataset,
        List<SweepModel> models,
        Map<String, List<RasterImage>> realImages,
        Map<String, Map<String, List<RasterImage>>> generatedImages,
        int trainers) {

    /** Copies the list. */
    public SweepResult {
        models = List.copyOf(models);
    }

    /** Whether at least one model could be scored. */
    public boolean anyScored() {
        return models.stream().anyMatch(model -> model.scores() != null);
    }
}
