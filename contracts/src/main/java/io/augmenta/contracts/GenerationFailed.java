package io.augmenta.contracts;

/**
 * A request that cannot be answered.
 *
 * @param requestId the request
 * @param reason what was wrong and what is possible
 */
public record GenerationFailed(String requestId, String reason) implements GenerationEvent {
    /** Checks the id. */
    public GenerationFailed {
        Check.notBlank("id of a generation request", requestId);
    }
}
