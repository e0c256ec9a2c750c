package io.augmenta.contracts;

import java.util.Map;

/**
 * Asks for synthetic images.
 *
 * @param requestId the request; asking twice for one request gives the same images
 * @param checkpointId what to make them with
 * @param counts images by class
 * @param seed what latents are drawn from
 */
public record GenerationRequested(String requestId, String checkpointId, Map<String, Integer> counts, long seed)
        implements Event {
    /** Copies the map. */
    public GenerationRequested {
        Check.notBlank("id of a generation request", requestId);
        counts = Map.copyOf(counts);
    }

    @Override
    public String key() {
        return requestId;
    }
}
