package io.augmenta.zoo.training;

import java.util.List;
import java.util.Optional;

/**
 * A run at one moment: a generator to use and the state to go on from. The arrays are the receiver's to keep and are not
 * copied. On a CPU, {@code generatorOnnx}, {@code state}, {@code sampleGridPng} and {@code reference} hold the same bytes whenever the same
 * plan and images reach the same step, however often the run was stopped and resumed.
 *
 * @param epoch epochs finished
 * @param step generator steps done
 * @param midEpoch whether the run was stopped inside an epoch, {@code epoch + 1}; a resume goes on at the next step
 * @param last whether the plan is done
 * @param device where it was computed, in words
 * @param latentSize length of the generator's latent vector
 * @param generatorOnnx the generator; inputs {@code latent} and {@code label}, output {@code image}
 * @param state everything a resume needs, for {@link ResumePoint}
 * @param sampleGridPng a picture of generated images, a row per class, the same latents in every snapshot
 * @param reconstructionsPng a picture of images before and after the autoencoder, the same images in every snapshot; none
 *     for families that encode none
 * @param reference latents, labels and the images made of them, as a safetensors file, to compare the exported generator with
 * @param history reports of all epochs finished, from the first
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, not compared
public record TrainingSnapshot(
        int epoch,
        long step,
        boolean midEpoch,
        boolean last,
        String device,
        int latentSize,
        byte[] generatorOnnx,
        byte[] state,
        byte[] sampleGridPng,
        Optional<byte[]> reconstructionsPng,
        byte[] reference,
        List<EpochReport> history) {

    /** Copies the history. */
    public TrainingSnapshot {
        history = List.copyOf(history);
    }

    /** Where a later run goes on from this snapshot. */
    public ResumePoint resumePoint() {
        return new ResumePoint(state, history);
    }
}
