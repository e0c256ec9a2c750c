package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationStep;

/** Hears of every step that is taken here. */
public interface AugmentationObserver {
    /** A step is on record. */
    void stepped(AugmentationStep step);
}
