package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains one recipe on a folder of images, after a pre-training on another folder where one is asked for. What was done
 * before on the same log is not done again. {@link #run} is for one thread; {@link #furthestCheckpoint} may be asked by
 * any. Whoever made it closes it.
 */
public final class Training implements AutoCloseable {

    /** The parameter that names the checkpoint which a run starts from. */
    public static final String PRETRAINED = "pretrained";

    private final ServiceEndpoints endpoints;
    private final ProgressDisplay progress;
    private final CompactedView<DatasetVersion> datasets;
    private final CompactedView<CheckpointPublished> checkpoints;
    private volatile @Nullable String runId;

    /**
     * Takes what it needs; nothing happens before {@link #run}.
     *
     * @param endpoints where the services are
     * @param progress is told how every stage stands; the caller closes it
     */
    public Training(ServiceEndpoints endpoints, ProgressDisplay progress) {
        this.endpoints = endpoints;
        this.progress = progress;
        this.datasets = new CompactedView<>(endpoints.kafkaProperties(), Topics.DATASETS);
        this.checkpoints = new CompactedView<>(endpoints.kafkaProperties(), Topics.CHECKPOINTS);
    }

    /**
     * A training, and what it needs.
     *
     * @param images what it learns from
     * @param run how
     */
    public record Step(ImagesPlan images, RunPlan run) {

        private Step startingFrom(String checkpointId) {
            Map<String, String> parameters = new HashMap<>(run.parameters());
            parameters.put(PRETRAINED, checkpointId);
            return new Step(
                    images,
                    new RunPlan(
                            run.recipe(),
                            parameters,
                            run.epochs(),
                            run.seed(),
                            run.checkpointEveryEpochs(),
                            run.name(),
                            run.warmStart()));
        }
    }

    /**
     * What a training came to.
     *
     * @param dataset what it learned from
     * @param end how it ended
     */
    public record Result(DatasetVersion dataset, TrainingEnd end) {}

    /**
     * Trains.
     *
     * @param pretraining what goes before, whose last checkpoint the training starts from; null for nothing
     * @param training the training
     * @return what the training came to, or the pre-training where that failed
     * @throws StudyFailedException if a service cannot do its part, is gone, or gives no sign of life
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Result run(@Nullable Step pretraining, Step training) throws StudyFailedException, InterruptedException {
        Study.catchUp(datasets);
        Study.catchUp(checkpoints);
        try (Conversation services = Conversation.open(endpoints, progress)) {
            if (pretraining == null) {
                return run("train", services, training);
            }
            Result before = run("pretrain", services, pretraining);
            CheckpointPublished checkpoint = before.end().checkpoint();
            return before.end().failure() != null || checkpoint == null
                    ? before
                    : run("train", services, training.startingFrom(checkpoint.checkpointId()));
        }
    }

    private Result run(String stage, Conversation services, Step step)
            throws StudyFailedException, InterruptedException {
        DatasetVersion dataset = new IngestStage(endpoints, datasets, progress).ingest(step.images());
        runId = step.run().runId(dataset);
        return new Result(
                dataset,
                new TrainingStage(services, new RunCheckpoints(checkpoints), progress)
                        .train(stage, step.run(), dataset));
    }

    /** The checkpoint from which the run that was begun last would go on, as far as is known. */
    public Optional<CheckpointPublished> furthestCheckpoint() {
        String known = runId;
        return known == null ? Optional.empty() : new RunCheckpoints(checkpoints).furthest(known);
    }

    /** Whether a run has been asked for, so that there is something to go on with. */
    public boolean begun() {
        return runId != null;
    }

    @Override
    public void close() {
        checkpoints.close();
        datasets.close();
    }
}
