package io.augmenta.augmentation;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a trainer would say that has trained nothing. */
public final class MadeUpAnswers {
    private MadeUpAnswers() {}

    /** The last checkpoint of a run, of grey images of 64 by 64 pixels. */
    public static CheckpointPublished trained(TrainingRequested run, List<String> classes, Instant at) {
        String digest = "ab".repeat(32);
        ArtifactReference artifact = new ArtifactReference(URI.create("artifact:sha256:" + digest), digest, 1);
        return new CheckpointPublished(
                CheckpointPublished.id(run.runId(), run.epochs()),
                run.runId(),
                run.epochs(),
                10,
                true,
                run.recipe(),
                run.parameters(),
                run.dataset(),
                run.version(),
                run.seed(),
                classes,
                1,
                64,
                64,
                8,
                artifact,
                artifact,
                artifact,
                List.of(),
                "cpu",
                1,
                at);
    }

    /** The end of a run that failed in its first epoch. */
    public static TrainingProgressed failed(TrainingRequested run, String reason) {
        return new TrainingProgressed(
                run.runId(),
                TrainingStatus.FAILED,
                1,
                run.epochs(),
                3,
                Map.of(),
                1,
                Duration.ZERO,
                Duration.ZERO,
                "cpu",
                reason,
                null,
                null);
    }
}
