package io.augmenta.generator.picture;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.generator.GenerationOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the text chunks of a PNG say, so that a picture that travels without its surroundings cannot be taken for one of a
 * patient, and can be made again.
 */
final class ProvenanceText {
    private static final String DESCRIPTION = "Synthetic image made by a generative model. It shows no real patient.";

    private ProvenanceText() {}

    /** The text of a single image. */
    static Map<String, String> of(LabelledImage image) {
        Provenance provenance = image.provenance();
        if (provenance == null) {
            throw new IllegalArgumentException("expected a synthetic image, image " + image.id() + " is none");
        }
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Synthetic", "true");
        text.put("Description", DESCRIPTION);
        text.put("Software", provenance.software());
        text.put("Augmenta-Id", image.id());
        text.put("Augmenta-Checkpoint", provenance.checkpointId());
        text.put("Augmenta-Generator-SHA-256", provenance.generatorSha256());
        text.put("Augmenta-Recipe", provenance.recipe());
        text.put("Augmenta-Class", image.label());
        text.put("Augmenta-Seed", Long.toString(provenance.seed()));
        text.put("Augmenta-Index", Integer.toString(provenance.index()));
        return text;
    }

    /** The text of a sheet of many. */
    static Map<String, String> of(GenerationOrder order, String software) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Synthetic", "true");
        text.put("Description", DESCRIPTION);
        text.put("Software", software);
        text.put("Augmenta-Checkpoint", order.checkpoint().checkpointId());
        text.put("Augmenta-Generator-SHA-256", order.checkpoint().generator().sha256());
        text.put("Augmenta-Recipe", order.checkpoint().recipe());
        text.put("Augmenta-Counts", order.counts().toString());
        text.put("Augmenta-Seed", Long.toString(order.seed()));
        return text;
    }
}
