package io.augmenta.generator.picture;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.generator.GenerationOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text chunks of a PNG say, so that a picture that travels without its surroundings cannot be taken for one of a
 * patient, and can be made again.
 */
final class ProvenanceText {
    private static final String DESCRIPTION = "Synthetic image made by a generative model. It shows no real patient.";

    static final String SOFTWARE = "Software";
    private static final String CHECKPOINT = "Augmenta-Checkpoint";
    private static final String GENERATOR = "Augmenta-Generator-SHA-256";
    private static final String CLASS = "Augmenta-Class";
    private static final String SEED = "Augmenta-Seed";
    private static final String INDEX = "Augmenta-Index";
    private static final List<String> ORIGIN = List.of(CHECKPOINT, GENERATOR, CLASS, SEED, INDEX);

    /** What a single image is made from. */
    record Origin(String checkpointId, String generatorSha256, String label, long seed, int index) {}

    private ProvenanceText() {}

    /** What a single image says it is made from; nothing where it does not say all of it. */
    static Optional<Origin> origin(Map<String, String> text) {
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
    static List<String> originKeywords() {
        return ORIGIN;
    }

    /** The text of a single image. */
    static Map<String, String> of(LabelledImage image) {
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
        return text;
    }

    static Provenance provenanceOf(LabelledImage image) {
        Provenance provenance = image.provenance();
        if (provenance == null) {
            throw new IllegalArgumentException("expected a synthetic image, image " + image.id() + " is none");
        }
        return provenance;
    }

    /** The text of a sheet of many. */
    static Map<String, String> of(GenerationOrder order, String software) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Synthetic", "true");
        text.put("Description", DESCRIPTION);
        text.put(SOFTWARE, software);
        text.put(CHECKPOINT, order.checkpoint().checkpointId());
        text.put(GENERATOR, order.checkpoint().generator().sha256());
        text.put("Augmenta-Recipe", order.checkpoint().recipe());
        text.put("Augmenta-Counts", order.counts().toString());
        text.put(SEED, Long.toString(order.seed()));
        return text;
    }
}
