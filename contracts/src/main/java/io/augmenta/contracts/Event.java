package io.augmenta.contracts;

/** Something that happened or is asked for, as one record of a topic. */
public sealed interface Event
        permits ImageBatch,
                DatasetVersion,
                TrainingEvent,
                CheckpointPublished,
                TrainingRequested,
                TrainingCancelled,
                GenerationRequested,
                GenerationEvent,
                EvaluationRequested,
                EvaluationEvent,
                ReleaseDecided,
                AugmentationPolicy,
                AugmentationStep,
                WatchEvent {
    /** {@return the record key, which keeps what belongs together in one partition and in order} */
    String key();
}
