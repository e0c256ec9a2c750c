package io.augmenta.contracts;

import io.augmenta.contracts.Topic.Retention;
import java.util.List;

/** The topics that services talk through. */
public final class Topics {
    private static final int SMALL_RECORD_BYTES = 1 << 20;
    private static final int IMAGE_RECORD_BYTES = 8 << 20;

    /** Images of data sets. */
    public static final Topic<ImageBatch> IMAGE_BATCHES =
            new Topic<>("augmenta.image-batches.v1", ImageBatch.class, Retention.ALL, 3, IMAGE_RECORD_BYTES);

    /** Sealed versions of data sets. */
    public static final Topic<DatasetVersion> DATASETS =
            new Topic<>("augmenta.datasets.v1", DatasetVersion.class, Retention.LATEST_PER_KEY, 1, SMALL_RECORD_BYTES);

    /** Training runs that are asked for. */
    public static final Topic<TrainingRequested> TRAINING_REQUESTS =
            new Topic<>("augmenta.training-requests.v1", TrainingRequested.class, Retention.ALL, 3, SMALL_RECORD_BYTES);

    /** Training runs that are asked to stop. */
    public static final Topic<TrainingCancelled> TRAINING_CANCELLATIONS = new Topic<>(
            "augmenta.training-cancellations.v1",
            TrainingCancelled.class,
            Retention.LATEST_PER_KEY,
            1,
            SMALL_RECORD_BYTES);

    /** How training runs get on. */
    public static final Topic<TrainingEvent> TRAINING_PROGRESS =
            new Topic<>("augmenta.training-progress.v1", TrainingEvent.class, Retention.ALL, 3, SMALL_RECORD_BYTES);

    /** Trained generators. */
    public static final Topic<CheckpointPublished> CHECKPOINTS = new Topic<>(
            "augmenta.checkpoints.v1", CheckpointPublished.class, Retention.LATEST_PER_KEY, 1, SMALL_RECORD_BYTES);

    /** Synthetic images that are asked for. */
    public static final Topic<GenerationRequested> GENERATION_REQUESTS = new Topic<>(
            "augmenta.generation-requests.v1", GenerationRequested.class, Retention.ALL, 3, SMALL_RECORD_BYTES);

    /** Synthetic images. */
    public static final Topic<GenerationEvent> SYNTHETIC_BATCHES =
            new Topic<>("augmenta.synthetic-batches.v1", GenerationEvent.class, Retention.ALL, 3, IMAGE_RECORD_BYTES);

    /** Evaluations that are asked for. */
    public static final Topic<EvaluationRequested> EVALUATION_REQUESTS = new Topic<>(
            "augmenta.evaluation-requests.v1", EvaluationRequested.class, Retention.ALL, 3, SMALL_RECORD_BYTES);

    /** Progress, metrics and ends of evaluations. */
    public static final Topic<EvaluationEvent> EVALUATIONS =
            new Topic<>("augmenta.evaluations.v1", EvaluationEvent.class, Retention.ALL, 3, SMALL_RECORD_BYTES);

    /** Which checkpoints are released, and which refused. Every decision has a key of its own, so none is ever dropped. */
    public static final Topic<ReleaseDecided> RELEASES =
            new Topic<>("augmenta.releases.v1", ReleaseDecided.class, Retention.LATEST_PER_KEY, 1, SMALL_RECORD_BYTES);

    /** How data sets are kept augmented. */
    public static final Topic<AugmentationPolicy> AUGMENTATION_POLICIES = new Topic<>(
            "augmenta.augmentation-policies.v1",
            AugmentationPolicy.class,
            Retention.LATEST_PER_KEY,
            1,
            SMALL_RECORD_BYTES);

    /** What was decided and done to keep them so. Every step has a key of its own, so none is ever dropped. */
    public static final Topic<AugmentationStep> AUGMENTATION_STEPS = new Topic<>(
            "augmenta.augmentation-steps.v1", AugmentationStep.class, Retention.LATEST_PER_KEY, 1, SMALL_RECORD_BYTES);

    /** Which folders are watched for images, and what they held when they were ingested last. */
    public static final Topic<WatchEvent> WATCHES =
            new Topic<>("augmenta.watches.v1", WatchEvent.class, Retention.LATEST_PER_KEY, 1, SMALL_RECORD_BYTES);

    private Topics() {}

    /** {@return all topics, without those for dead letters} */
    public static List<Topic<?>> all() {
        return List.of(
                IMAGE_BATCHES,
                DATASETS,
                TRAINING_REQUESTS,
                TRAINING_CANCELLATIONS,
                TRAINING_PROGRESS,
                CHECKPOINTS,
                GENERATION_REQUESTS,
                SYNTHETIC_BATCHES,
                EVALUATION_REQUESTS,
                EVALUATIONS,
                RELEASES,
                AUGMENTATION_POLICIES,
                AUGMENTATION_STEPS,
                WATCHES);
    }
}
