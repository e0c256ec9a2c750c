package io.augmenta.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained generator, with all that a resume needs.
 *
 * @param checkpointId the checkpoint, see {@link #id}
 * @param runId the run that made it
 * @param epoch epochs done
 * @param step optimiser steps of the generator so far
 * @param last whether the run ends with this one
 * @param recipe family of the recipe
 * @param parameters all hyper-parameters by name
 * @param dataset name of the data set it was trained on
 * @param version the data set's version
 * @param seed seed of the run
 * @param classes the classes in the order of the labels
 * @param channels channels of its images
 * @param height rows of its images
 * @param width columns of its images
 * @param latentSize length of a latent
 * @param generator the ONNX graph: latent float [N, latentSize] and label int64 [N] to image float [N, C, H, W] in
 *     [-1, 1]
 * @param state everything that a resume needs
 * @param samples a PNG of samples, a row per class, on fixed latents
 * @param history losses of all epochs so far
 * @param device what it was trained on
 * @param trainingSeconds time spent on the run
 * @param publishedAt when it was published
 * @param reconstructions a PNG of real images beside what the model makes of them; null for models that reconstruct
 *     nothing
 * @param reference a safetensors file of {@code latent} float [N, latentSize], {@code label} int64 [N] and the {@code image}
 *     float [N, C, H, W] that the trainer makes of them, to compare with; null in what older trainers published
 * @param fingerprints a file of fingerprints of all images that it has seen in training, by which a generator withholds
 *     copies of them; null in what older trainers published
 * @param warmStartedFrom the checkpoint whose tensors the run began with; null where it began with none, and in what older
 *     trainers published
 */
public record CheckpointPublished(
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
        ArtifactReference generator,
        ArtifactReference state,
        ArtifactReference samples,
        List<EpochLosses> history,
        String device,
        double trainingSeconds,
        Instant publishedAt,
        @Nullable ArtifactReference reconstructions,
        @Nullable ArtifactReference reference,
        @Nullable ArtifactReference fingerprints,
        @Nullable WarmStart warmStartedFrom)
        implements Event {
    /** Copies the collections. */
    public CheckpointPublished {
        Check.notBlank("id of a checkpoint", checkpointId);
        Check.notBlank("id of a training run", runId);
        parameters = Map.copyOf(parameters);
        classes = List.copyOf(classes);
        history = List.copyOf(history);
    }

    /** A checkpoint of a model that reconstructs nothing and began with nothing, with nothing to compare with. */
    public CheckpointPublished(
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
            ArtifactReference generator,
            ArtifactReference state,
            ArtifactReference samples,
            List<EpochLosses> history,
            String device,
            double trainingSeconds,
            Instant publishedAt) {
        this(
                checkpointId,
                runId,
                epoch,
                step,
                last,
                recipe,
                parameters,
                dataset,
                version,
                seed,
                classes,
                channels,
                height,
                width,
                latentSize,
                generator,
                state,
                samples,
                history,
                device,
                trainingSeconds,
                publishedAt,
                null,
                null,
                null,
                null);
    }

    /**
     * The same checkpoint with another history, such as none where nobody asks for it.
     *
     * @param other losses of the epochs until then
     * @return the checkpoint
     */
    public CheckpointPublished withHistory(List<EpochLosses> other) {
        return new CheckpointPublished(
                checkpointId,
                runId,
                epoch,
                step,
                last,
                recipe,
                parameters,
                dataset,
                version,
                seed,
                classes,
                channels,
                height,
                width,
                latentSize,
                generator,
                state,
                samples,
                other,
                device,
                trainingSeconds,
                publishedAt,
                reconstructions,
                reference,
                fingerprints,
                warmStartedFrom);
    }

    /**
     * Names the checkpoint of a run.
     *
     * @param runId the run
     * @param epoch epochs done
     * @return the run and the epoch, so that checkpoints of a run sort by age
     */
    public static String id(String runId, int epoch) {
        String digits = Integer.toString(epoch);
        return runId + "-e" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    @Override
    public String key() {
        return checkpointId;
    }
}
