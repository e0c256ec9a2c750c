package io.augmenta.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for synthetic images.
 *
 * @param requestId the request; asking twice for one request gives the same images
 * @param checkpointId what to make them with
 * @param counts images by class
 * @param seed what latents are drawn from
 * @param deadline when the answer is of no more use, to the millisecond: what is not made by then is not made, and the
 *     request fails; null for never
 */
public record GenerationRequested(
        String requestId,
        String checkpointId,
        Map<String, Integer> counts,
        long seed,
        @Nullable Instant deadline) implements Event {
    /** Copies the map. */
    public GenerationRequested {
        Check.notBlank("id of a generation request", requestId);
        counts = Map.copyOf(counts);
    }

    /** A request whose answer is of use whenever it comes. */
    public GenerationRequested(String requestId, String checkpointId, Map<String, Integer> counts, long seed) {
        this(requestId, checkpointId, counts, seed, null);
    }

    @Override
    public String key() {
        return requestId;
    }
}
