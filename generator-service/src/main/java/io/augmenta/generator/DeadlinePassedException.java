package io.augmenta.generator;

import io.augmenta.contracts.GenerationRequested;
import io.augmenta.generator.batching.DeadlineExceededException;

/** A request of the log whose images were not all there by its deadline. */
final class DeadlinePassedException extends Exception {

    DeadlinePassedException(GenerationRequested request, DeadlineExceededException cause) {
        super(
                "the images were not made by the deadline of the request, " + request.deadline()
                        + "; ask again with a later one, or for fewer images",
                cause);
    }
}
