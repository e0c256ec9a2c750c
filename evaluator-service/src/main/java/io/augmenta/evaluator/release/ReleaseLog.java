package io.augmenta.evaluator.release;

import io.augmenta.contracts.ReleaseDecided;

/** Where decisions are told. Thread-safe. */
@FunctionalInterface
public interface ReleaseLog {

    /** Tells a decision; on return it is stored for good. */
    void decided(ReleaseDecided decision);
}
