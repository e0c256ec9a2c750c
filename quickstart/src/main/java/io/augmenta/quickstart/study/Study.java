package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.time.Duration;
import java.util.UUID;

/**
 * One study from a folder of images to a report: ingest, train, generate as many synthetic images as there are real ones
 * to train on, evaluate. It talks to the services by REST and Kafka only. Used by one thread.
 *
 * <p>The training run is named after what it is made from: where the same study was done before on the same log, its
 * checkpoint is used again.
 */
public final class Study {

    private static final Duration VIEWS_CATCH_UP_WITHIN = Duration.ofMinutes(1);

    private final StudyPlan plan;
    private final ServiceEndpoints endpoints;
    private final ProgressDisplay progress;

    /**
     * Takes what it needs; nothing happens before {@link #run}.
     *
     * @param plan what to do
     * @param endpoints where the services are
     * @param progress is told how every stage stands; the caller closes it
     */
    public Study(StudyPlan plan, ServiceEndpoints endpoints, ProgressDisplay progress) {
        this.plan = plan;
        this.endpoints = endpoints;
        this.progress = progress;
    }

    /**
     * Does it all.
     *
     * @return what it came to
     * @throws StudyFailedException if a service cannot do its part, is gone, or gives no sign of life
     * @throws InterruptedException if the calling thread is interrupted
     */
    public StudyResult run() throws StudyFailedException, InterruptedException {
        try (CompactedView<DatasetVersion> datasets =
                        new CompactedView<>(endpoints.kafkaProperties(), Topics.DATASETS);
                CompactedView<CheckpointPublished> checkpoints =
                        new CompactedView<>(endpoints.kafkaProperties(), Topics.CHECKPOINTS);
                Conversation services = Conversation.open(endpoints, progress)) {
            catchUp(datasets);
            catchUp(checkpoints);
            String attempt = UUID.randomUUID().toString().substring(0, 8);

            DatasetVersion dataset = new IngestStage(endpoints, datasets, progress).ingest(plan.images());
            CheckpointPublished checkpoint = new TrainingStage(services, new RunCheckpoints(checkpoints), progress)
                    .train("train", plan.runPlan(), dataset)
                    .completed();
            GenerationCompleted generation = new GenerationStage(services, progress)
                    .generate(
                            checkpoint,
                            GenerationStage.likeTraining(dataset),
                            plan.seed(),
                            checkpoint.checkpointId() + "-images-" + attempt);
            EvaluationCompleted evaluation = new EvaluationStage(services, progress)
                    .evaluate(
                            plan.evaluation(),
                            dataset,
                            generation,
                            plan.seed(),
                            checkpoint.checkpointId() + "-evaluation-" + attempt);
            return new StudyResult(dataset, checkpoint, generation, evaluation.report());
        }
    }

    /**
     * Starts a view and waits until it has read what is there.
     *
     * @throws StudyFailedException if that takes too long
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void catchUp(CompactedView<?> view) throws StudyFailedException, InterruptedException {
        view.start();
        if (!view.awaitCaughtUp(VIEWS_CATCH_UP_WITHIN)) {
            throw new StudyFailedException("Kafka cannot be read: a small topic was not read to its end within "
                    + VIEWS_CATCH_UP_WITHIN.toSeconds() + " s");
        }
    }
}
