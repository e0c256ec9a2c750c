package io.augmenta.contracts;

import java.util.List;

/**
 * Some of the images that a generation request asked for. Those of a large answer lie in the artifact store, and the event
 * only refers to them; {@code eventlog}'s claim checks give the images of both kinds.
 *
 * @param requestId the request
 * @param checkpointId what made them
 * @param sequence position within the answer, from 0
 * @param content the images, or where they lie
 */
public record SyntheticBatch(String requestId, String checkpointId, int sequence, Content content)
        implements GenerationEvent {
    /** Checks the request and the position. */
    public SyntheticBatch {
        Check.notBlank("id of a generation request", requestId);
        Check.atLeast("sequence of a synthetic batch", 0, sequence);
    }

    /** A batch that holds its images, each with its provenance. */
    public SyntheticBatch(String requestId, String checkpointId, int sequence, List<LabelledImage> images) {
        this(requestId, checkpointId, sequence, new Inline(images));
    }

    /** What a batch carries. */
    public sealed interface Content permits Inline, Stored {
        /** {@return how many images the batch is of} */
        int imageCount();
    }

    /**
     * The images themselves.
     *
     * @param images the images, each with its provenance
     */
    public record Inline(List<LabelledImage> images) implements Content {
        /** Copies the list and demands provenance of every image. */
        public Inline {
            images = List.copyOf(images);
            for (LabelledImage image : images) {
                if (!image.synthetic()) {
                    throw new InvalidEventException(
                            "images of a synthetic batch: expected provenance, image " + image.id() + " has none");
                }
            }
        }

        @Override
        public int imageCount() {
            return images.size();
        }
    }

    /**
     * A reference to the images.
     *
     * @param artifact holds the same batch with its images inside, as bytes of {@link io.augmenta.contracts.wire.EventCodec}
     * @param imageCount how many they are
     */
    public record Stored(ArtifactReference artifact, int imageCount) implements Content {
        /** Demands at least one image. */
        public Stored {
            Check.atLeast("stored images of a synthetic batch", 1, imageCount);
        }
    }
}
