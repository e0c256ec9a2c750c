package io.augmenta.trainer.rest;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.WarmStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint.
 *
 * @param checkpointId the checkpoint
 * @param runId the run that made it
 * @param epoch epochs done
 * @param step optimiser steps of the generator so far
 * @param last whether the run ends with it
 * @param recipe family of the recipe
 * @param parameters all hyper-parameters
 * @param dataset name of the data set
 * @param version the data set's version
 * @param seed seed of the run
 * @param classes the classes in the order of the labels
 * @param channels channels of its images
 * @param height rows of its images
 * @param width columns of its images
 * @param latentSize length of a latent
 * @param generator the ONNX graph
 * @param state what a resume needs
 * @param samples a PNG of samples
 * @param reconstructions a PNG of real images beside what the model makes of them; null for models that do not
 * @param fingerprints of the images seen in training, by which copies of them are withheld; null where an older trainer
 *     made it
 * @param warmStartedFrom the checkpoint whose tensors the run began with; null where it began with none
 * @param device what it was trained on
 * @param trainingSeconds time spent on the run until then
 * @param publishedAt when it was published
 */
public record CheckpointDescription(
        String checkpointId,
        String runId,
        int epoch,
        long step,
        boolean last,
        String recipe,
        Map<String, String> parameters,
        String dataset,
        String version,
        long seed,
        List<String> classes,
        int channels,
        int height,
        int width,
        int latentSize,
        Stored generator,
        Stored state,
        Stored samples,
        @Nullable Stored reconstructions,
        @Nullable Stored fingerprints,
        @Nullable WarmStart warmStartedFrom,
        String device,
        double trainingSeconds,
        Instant publishedAt) {

    /**
     * An artifact in the store.
     *
     * @param uri where it is
     * @param sha256 digest of its bytes
     * @param sizeBytes its size
     */
    public record Stored(String uri, String sha256, long sizeBytes) {
        static Stored of(ArtifactReference reference) {
            return new Stored(reference.uri().toString(), reference.sha256(), reference.sizeBytes());
        }
    }

    static CheckpointDescription of(CheckpointPublished checkpoint) {
        ArtifactReference reconstructions = checkpoint.reconstructions();
        ArtifactReference fingerprints = checkpoint.fingerprints();
        return new CheckpointDescription(
                checkpoint.checkpointId(),
                checkpoint.runId(),
                checkpoint.epoch(),
                checkpoint.step(),
                checkpoint.last(),
                checkpoint.recipe(),
                new TreeMap<>(checkpoint.parameters()),
                checkpoint.dataset(),
                checkpoint.version(),
                checkpoint.seed(),
                checkpoint.classes(),
                checkpoint.channels(),
                checkpoint.height(),
                checkpoint.width(),
                checkpoint.latentSize(),
                Stored.of(checkpoint.generator()),
                Stored.of(checkpoint.state()),
                Stored.of(checkpoint.samples()),
                reconstructions == null ? null : Stored.of(reconstructions),
                fingerprints == null ? null : Stored.of(fingerprints),
                checkpoint.warmStartedFrom(),
                checkpoint.device(),
                checkpoint.trainingSeconds(),
                checkpoint.publishedAt());
    }
}
