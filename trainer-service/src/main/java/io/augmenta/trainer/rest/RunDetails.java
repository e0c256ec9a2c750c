package io.augmenta.trainer.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.trainer.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All about a run.
 *
 * @param run at a glance
 * @param parameters hyper-parameters that were asked for; the others have their defaults
 * @param seed what its randomness is drawn from
 * @param checkpointEveryEpochs how often a checkpoint is published
 * @param warmStart the checkpoint whose weights it began with; null for none
 * @param losses of every epoch done; of the last only where the trainer does not keep the others any more
 * @param allLosses whether those of every epoch are kept
 * @param checkpoints ids of its checkpoints, the oldest first
 */
public record RunDetails(
        RunSummary run,
        Map<String, String> parameters,
        @Nullable Long seed,
        @Nullable Integer checkpointEveryEpochs,
        @Nullable String warmStart,
        List<Epoch> losses,
        boolean allLosses,
        List<String> checkpoints) {

    /**
     * An epoch.
     *
     * @param epoch its number, from 1
     * @param losses means over it by name
     * @param imagesPerSecond real images per second in it
     * @param device what it ran on
     * @param residentBytes memory of the trainer's process that lay in RAM; null where the trainer did not tell
     */
    public record Epoch(
            int epoch,
            Map<String, Double> losses,
            double imagesPerSecond,
            String device,
            @Nullable Long residentBytes) {
        static Epoch of(TrainingProgressed progress) {
            return new Epoch(
                    progress.epoch(),
                    new TreeMap<>(progress.losses()),
                    progress.imagesPerSecond(),
                    progress.device(),
                    progress.residentBytes());
        }
    }

    static RunDetails of(RunRecord run, List<CheckpointPublished> checkpoints) {
        TrainingRequested request = run.request();
        return new RunDetails(
                RunSummary.of(run),
                request == null ? Map.of() : new TreeMap<>(request.parameters()),
                request == null ? null : request.seed(),
                request == null ? null : request.checkpointEveryEpochs(),
                request == null || request.warmStart().isEmpty() ? null : request.warmStart(),
                run.epochs().stream().map(Epoch::of).toList(),
                run.allEpochs(),
                checkpoints.stream().map(CheckpointPublished::checkpointId).toList());
    }
}
