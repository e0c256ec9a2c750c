package io.augmenta.contracts;

import java.util.List;

/**
 * Some of the images that a generation request asked for.
 *
 * @param requestId the request
 * @param checkpointId what made them
 * @param sequence position within the answer, from 0
 * @param images the images, each with its provenance
 */
public record SyntheticBatch(String requestId, String checkpointId, int sequence, List<LabelledImage> images)
        implements GenerationEvent {
    /** Copies the list and demands provenance of every image. */
    public SyntheticBatch {
        Check.notBlank("id of a generation request", requestId);
        Check.atLeast("sequence of a synthetic batch", 0, sequence);
        images = List.copyOf(images);
        for (LabelledImage image : images) {
            if (!image.synthetic()) {
                throw new InvalidEventException(
                        "images of a synthetic batch: expected provenance, image " + image.id() + " has none");
            }
        }
    }
}
