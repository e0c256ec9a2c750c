package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.zoo.recipe.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The checkpoints that a run can start from. Thread-safe. */
final class Pretraining {
    private static final String FAMILY = "deep-vae";
    /** The hyper-parameters that the shape of the convolutions, which are what is taken over, depends on. */
    private static final List<String> SHAPING = List.of("blocks", "width");

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
                        "pretrained is \"" + id + "\", which is no checkpoint; " + thoseThereAre()));
        if (!found.recipe().equals(FAMILY)) {
            throw new ImpossibleRunException("pretrained is \"" + id + "\", a checkpoint of a " + found.recipe()
                    + "; expected one of a " + FAMILY + "; " + thoseThereAre());
        }
        if (found.channels() != dataset.channels()) {
            throw new ImpossibleRunException("pretrained is \"" + id + "\", which was trained on images of "
                    + found.channels() + " channels; those of data set " + dataset.name() + " have "
                    + dataset.channels());
        }
        for (String parameter : SHAPING) {
            requireEqual(
                    id,
                    parameter,
                    found.parameters().get(parameter),
                    recipe.parameters().get(parameter));
        }
        return found;
    }

    private static void requireEqual(String id, String parameter, @Nullable String found, @Nullable String asked) {
        if (!Objects.equals(found, asked)) {
            throw new ImpossibleRunException("pretrained is \"" + id + "\", which was trained with " + parameter + " "
                    + found + ", this run asks for " + parameter + " " + asked + "; they have to be equal");
        }
    }

    private String thoseThereAre() {
        List<String> ids = checkpoints.all().stream()
                .filter(checkpoint -> checkpoint.recipe().equals(FAMILY))
                .map(CheckpointPublished::checkpointId)
                .toList();
        if (ids.isEmpty()) {
            return "there is none of a " + FAMILY + " yet: train one first";
        }
        String latest = String.join(", ", ids.subList(Math.max(0, ids.size() - IDS_SHOWN), ids.size()));
        return "those of a " + FAMILY + " are "
                + (ids.size() <= IDS_SHOWN ? latest : latest + " and " + (ids.size() - IDS_SHOWN) + " earlier ones");
    }
}
