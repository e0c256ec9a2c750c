package io.augmenta.quickstart.study;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import java.util.Map;

/**
 * What a study came to.
 *
 * @param dataset the sealed data set
 * @param checkpoint the last checkpoint of the training
 * @param generation where the synthetic images are
 * @param report the files of the report by name
 */
public record StudyResult(
        DatasetVersion dataset,
        CheckpointPublished checkpoint,
        GenerationCompleted generation,
        Map<String, ArtifactReference> report) {

    /** Copies the map. */
    public StudyResult {
        report = Map.copyOf(report);
    }
}
