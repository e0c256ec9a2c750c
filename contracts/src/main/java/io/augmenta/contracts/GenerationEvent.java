package io.augmenta.contracts;

/** The answer to a generation request: batches, then one completion or failure; keyed by the request. */
public sealed interface GenerationEvent extends Event permits SyntheticBatch, GenerationCompleted, GenerationFailed {
    /** {@return the request that this answers} */
    String requestId();

    @Override
    default String key() {
        return requestId();
    }
}
