package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
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
     * Finds the checkpoint that a run is to start from. Whether its networks fit is found when the run begins.
     *
     * @param patience how long to wait for one that is not known yet
     * @throws ImpossibleRunException when there is none, or it was trained on images of another kind
     * @throws InterruptedException if the calling thread is interrupted
     */
    CheckpointPublished find(String checkpointId, DatasetVersion dataset, Duration patience)
            throws InterruptedException {
        CheckpointPublished found = checkpoints
                .await(checkpointId, patience)
                .orElseThrow(() -> new ImpossibleRunException(
                        "pretrained is \"" + checkpointId + "\", which is no checkpoint; " + thoseThereAre()));
        if (!found.recipe().equals(FAMILY)) {
            throw new ImpossibleRunException("pretrained is \"" + checkpointId + "\", a checkpoint of a "
                    + found.recipe() + "; expected one of a " + FAMILY + "; " + thoseThereAre());
        }
        if (found.channels() != dataset.channels()
                || found.height() != dataset.height()
                || found.width() != dataset.width()) {
            throw new ImpossibleRunException("pretrained is \"" + checkpointId + "\", a checkpoint for images of shape "
                    + shape(found.channels(), found.height(), found.width()) + "; data set " + dataset.name()
                    + " has images of shape " + shape(dataset.channels(), dataset.height(), dataset.width()));
        }
        return found;
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

    private static String shape(int channels, int height, int width) {
        return "[" + channels + ", " + height + ", " + width + "]";
    }
}
