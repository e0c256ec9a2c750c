package io.augmenta.generator.batching;

import org.jspecify.annotations.Nullable;

/** What became of a share of a run. */
sealed interface Outcome {

    /**
     * It was made.
     *
     * @param value what was made of it
     */
    record Success(@Nullable Object value) implements Outcome {}

    /**
     * It was not.
     *
     * @param reason why
     */
    record Failure(Throwable reason) implements Outcome {}
}
