package io.augmenta.quickstart.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.Split;
import io.augmenta.quickstart.study.TrainingEnd;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code training.json} says; its names are part of the product's interface. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainingDocument(
        String run,
        String state,
        @Nullable String reason,
        String recipe,
        Map<String, String> parameters,
        int epochs,
        long seed,
        DatasetDescription dataset,
        List<EpochPart> losses,
        double trainingSeconds,
        @Nullable Double imagesPerSecond,
        String device,
        @Nullable Long peakMemoryBytes,
        CheckpointPart checkpoint) {

    static TrainingDocument of(
            DatasetVersion dataset, TrainingEnd end, CheckpointPublished checkpoint, @Nullable Long peakMemoryBytes) {
        return new TrainingDocument(
                end.runId(),
                end.failure() == null ? "completed" : "failed",
                end.failure(),
                checkpoint.recipe(),
                new TreeMap<>(checkpoint.parameters()),
                checkpoint.epoch(),
                checkpoint.seed(),
                DatasetDescription.of(dataset),
                checkpoint.history().stream()
                        .map(epoch -> EpochPart.of(epoch, dataset.images(Split.TRAIN)))
                        .toList(),
                checkpoint.trainingSeconds(),
                imagesPerSecond(dataset, checkpoint.history()),
                checkpoint.device(),
                peakMemoryBytes,
                CheckpointPart.of(checkpoint));
    }

    /** Over all epochs together. */
    private static @Nullable Double imagesPerSecond(DatasetVersion dataset, List<EpochLosses> history) {
        double seconds = history.stream().mapToDouble(EpochLosses::seconds).sum();
        return seconds > 0 ? dataset.images(Split.TRAIN) * history.size() / seconds : null;
    }

    /** One epoch. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record EpochPart(int epoch, Map<String, Double> losses, double seconds, double imagesPerSecond) {

        static EpochPart of(EpochLosses epoch, long trainingImages) {
            return new EpochPart(
                    epoch.epoch(),
                    new TreeMap<>(epoch.losses()),
                    epoch.seconds(),
                    epoch.seconds() > 0 ? trainingImages / epoch.seconds() : 0);
        }
    }

    /** The checkpoint that the folder's files come from. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckpointPart(
            String id,
            int epoch,
            long step,
            boolean last,
            int latentSize,
            FilePart generator,
            FilePart state,
            FilePart samples,
            @Nullable FilePart reconstructions,
            String publishedAt) {

        static CheckpointPart of(CheckpointPublished checkpoint) {
            ArtifactReference reconstructions = checkpoint.reconstructions();
            return new CheckpointPart(
                    checkpoint.checkpointId(),
                    checkpoint.epoch(),
                    checkpoint.step(),
                    checkpoint.last(),
                    checkpoint.latentSize(),
                    FilePart.of(checkpoint.generator()),
                    FilePart.of(checkpoint.state()),
                    FilePart.of(checkpoint.samples()),
                    reconstructions == null ? null : FilePart.of(reconstructions),
                    checkpoint.publishedAt().toString());
        }
    }

    /** A file by its content. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record FilePart(String sha256, long sizeBytes) {

        static FilePart of(ArtifactReference reference) {
            return new FilePart(reference.sha256(), reference.sizeBytes());
        }
    }
}
