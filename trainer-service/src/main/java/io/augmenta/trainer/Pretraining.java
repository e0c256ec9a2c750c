package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import java.time.Duration;
import java.util.List;

/** The checkpoints that a run can start from. Thread-safe. */
final class Pretraining {
    private static final String FAMILY = "deep-vae";
    private static final int IDS_SHOWN = 10;

    private final CheckpointCatalogue checkpoints;

    Pretraining(CheckpointCatalogue checkpoints) {
        this.checkpoints = checkpoints;
    }

    /**
     * Finds the checkpoint that a run is to start from.
     *
     * @param patience how long to wait for one that is not known yet
     * @throws ImpossibleRunException when there is none, or the run's networks are not of its shape
     * @throws InterruptedException if the calling thread is interrupted
     */
    CheckpointPublished find(Transfer recipe, DatasetVersion dataset, Duration patience) throws InterruptedException {
        String id = recipe.pretrained();
        CheckpointPublished found = checkpoints
                .await(id, patience)
                .orElseThrow(() -> new ImpossibleRunException(
                        "pretrained is \"" + id + "\", which is no checkpoint; " + thoseThereAre(FAMILY)));
        recipe.objectionTo(recipeOf(found)).ifPresent(objection -> {
            throw new ImpossibleRunException(objection + "; " + thoseThereAre(FAMILY));
        });
        if (found.channels() != dataset.channels()) {
            throw new ImpossibleRunException("pretrained is \"" + id + "\", which was trained on images of "
                    + found.channels() + " channels; those of data set " + dataset.name() + " have "
                    + dataset.channels());
        }
        return found;
    }

    /**
     * Finds the checkpoint whose tensors a run is to begin with.
     *
     * @param patience how long to wait for one that is not known yet
     * @throws ImpossibleRunException when there is none, it is of another family, or its images are of another shape
     * @throws InterruptedException if the calling thread is interrupted
     */
    CheckpointPublished findWarmStart(String id, Recipe recipe, DatasetVersion dataset, Duration patience)
            throws InterruptedException {
        CheckpointPublished found = checkpoints
                .await(id, patience)
                .orElseThrow(() -> new ImpossibleRunException(
                        "warmStart is \"" + id + "\", which is no checkpoint; " + thoseThereAre(recipe.family())));
        if (!found.recipe().equals(recipe.family())) {
            throw new ImpossibleRunException("warmStart is \"" + id + "\", a checkpoint of a " + found.recipe()
                    + "; expected one of a " + recipe.family() + "; " + thoseThereAre(recipe.family()));
        }
        boolean sameShape = found.channels() == dataset.channels()
                && found.height() == dataset.height()
                && found.width() == dataset.width();
        if (!sameShape) {
            throw new ImpossibleRunException("warmStart is \"" + id + "\", which makes images of [" + found.channels()
                    + ", " + found.height() + ", " + found.width() + "]; those of data set " + dataset.name() + " are ["
                    + dataset.channels() + ", " + dataset.height() + ", " + dataset.width() + "]");
        }
        return found;
    }

    private static Recipe recipeOf(CheckpointPublished checkpoint) {
        try {
            return Recipe.parse(checkpoint.recipe(), checkpoint.parameters());
        } catch (InvalidRecipeException e) {
            ImpossibleRunException impossible =
                    new ImpossibleRunException("pretrained is \"" + checkpoint.checkpointId()
                            + "\", which was trained by a recipe that is not known here: " + e.getMessage());
            impossible.initCause(e);
            throw impossible;
        }
    }

    private String thoseThereAre(String family) {
        List<String> ids = checkpoints.all().stream()
                .filter(checkpoint -> checkpoint.recipe().equals(family))
                .map(CheckpointPublished::checkpointId)
                .toList();
        if (ids.isEmpty()) {
            return "there is none of a " + family + " yet: train one first";
        }
        String latest = String.join(", ", ids.subList(Math.max(0, ids.size() - IDS_SHOWN), ids.size()));
        return "those of a " + family + " are "
                + (ids.size() <= IDS_SHOWN ? latest : latest + " and " + (ids.size() - IDS_SHOWN) + " earlier ones");
    }
}
