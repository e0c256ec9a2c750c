package io.augmenta.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text chunks of a PNG say, so that a picture that travels without its surroundings cannot be taken for one of a
 * patient, and can be made again. Whoever writes a synthetic image as PNG writes this text, so that it is the same file
 * everywhere. Stateless, thread-safe.
 */
public final class ProvenanceText {
    private static final String DESCRIPTION = "Synthetic image made by a generative model. It shows no real patient.";

    /** Keyword of the software that made the image, with its version. */
    public static final String SOFTWARE = "Software";

    /** Keyword of what was done so that the image is no copy of a training image. */
    public static final String COPY_GUARD = "Augmenta-Copy-Guard";

    private static final String CHECKPOINT = "Augmenta-Checkpoint";
    private static final String GENERATOR = "Augmenta-Generator-SHA-256";
    private static final String CLASS = "Augmenta-Class";
    private static final String SEED = "Augmenta-Seed";
    private static final String INDEX = "Augmenta-Index";
    private static final List<String> ORIGIN = List.of(CHECKPOINT, GENERATOR, CLASS, SEED, INDEX);

    /**
     * What a single image is made from.
     *
     * @param checkpointId the checkpoint
     * @param generatorSha256 SHA-256 of its ONNX generator
     * @param label the class
     * @param seed seed of the request
     * @param index position of the image within its class, from 0
     */
    public record Origin(String checkpointId, String generatorSha256, String label, long seed, int index) {}

    private ProvenanceText() {}

    /** What a single image says it is made from; nothing where it does not say all of it. */
    public static Optional<Origin> origin(Map<String, String> text) {
        if (!text.keySet().containsAll(ORIGIN)) {
            return Optional.empty();
        }
        List<String> said = ORIGIN.stream().map(text::get).map(String::valueOf).toList();
        try {
            long seed = Long.parseLong(said.get(3));
            int index = Integer.parseInt(said.get(4));
            return index < 0
                    ? Optional.empty()
                    : Optional.of(new Origin(said.get(0), said.get(1), said.get(2), seed, index));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What has to be said for that. */
    public static List<String> originKeywords() {
        return ORIGIN;
    }

    /** The text of a single image. */
    public static Map<String, String> of(LabelledImage image) {
        Provenance provenance = provenanceOf(image);
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Synthetic", "true");
        text.put("Description", DESCRIPTION);
        text.put(SOFTWARE, provenance.software());
        text.put("Augmenta-Id", image.id());
        text.put(CHECKPOINT, provenance.checkpointId());
        text.put(GENERATOR, provenance.generatorSha256());
        text.put("Augmenta-Recipe", provenance.recipe());
        text.put(CLASS, image.label());
        text.put(SEED, Long.toString(provenance.seed()));
        text.put(INDEX, Integer.toString(provenance.index()));
        text.put(COPY_GUARD, provenance.copyGuard().label());
        return text;
    }

    /**
     * The provenance of a synthetic image.
     *
     * @throws IllegalArgumentException for a real image
     */
    public static Provenance provenanceOf(LabelledImage image) {
        Provenance provenance = image.provenance();
        if (provenance == null) {
            throw new IllegalArgumentException("expected a synthetic image, image " + image.id() + " is none");
        }
        return provenance;
    }

    /**
     * The text of a sheet of many images of one checkpoint and seed.
     *
     * @param counts images by class
     * @param withheld images by class that were replaced, since they were copies of training images
     */
    public static Map<String, String> ofSheet(
            CheckpointPublished checkpoint,
            Map<String, Integer> counts,
            long seed,
            String software,
            CopyGuard guard,
            Map<String, Integer> withheld) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Synthetic", "true");
        text.put("Description", DESCRIPTION);
        text.put(SOFTWARE, software);
        text.put(CHECKPOINT, checkpoint.checkpointId());
        text.put(GENERATOR, checkpoint.generator().sha256());
        text.put("Augmenta-Recipe", checkpoint.recipe());
        text.put("Augmenta-Counts", counts.toString());
        text.put(SEED, Long.toString(seed));
        text.put(COPY_GUARD, guard.label());
        text.put("Augmenta-Withheld", withheld.toString());
        return text;
    }
}
