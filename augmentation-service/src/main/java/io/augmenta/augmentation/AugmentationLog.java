package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.Event;
import io.augmenta.eventlog.UnpublishedEventException;

/** Where requests, steps and policies are stored. Each call returns once it is stored for good. */
public interface AugmentationLog {
    /**
     * Asks another service for something.
     *
     * @throws UnpublishedEventException when the log does not take it
     */
    void ask(Event request);

    /**
     * Puts a step on record.
     *
     * @throws UnpublishedEventException when the log does not take it
     */
    void record(AugmentationStep step);

    /**
     * Sets a policy.
     *
     * @throws UnpublishedEventException when the log does not take it
     */
    void set(AugmentationPolicy policy);
}
