package io.augmenta.contracts;

/**
 * The checkpoint whose tensors a run began with.
 *
 * @param checkpointId the checkpoint
 * @param stateSha256 SHA-256 of the state that they came from
 */
public record WarmStart(String checkpointId, String stateSha256) {
    /** Checks the id and the digest. */
    public WarmStart {
        Check.notBlank("checkpoint of a warm start", checkpointId);
        Check.sha256("sha256 of the state of a warm start", stateSha256);
    }
}
