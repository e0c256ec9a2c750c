package io.augmenta.generator;

import org.jspecify.annotations.Nullable;

/** The service is being shut down; the request is not answered and has to be delivered again. */
public final class GenerationStoppedException extends RuntimeException {

    GenerationStoppedException(String requestId, @Nullable Throwable cause) {
        super("request " + requestId + " was left unanswered because the service is stopping", cause);
    }
}
