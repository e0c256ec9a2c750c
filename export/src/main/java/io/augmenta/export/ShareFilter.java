package io.augmenta.export;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first images of each class of an answer, as many as the share has of it. An answer may lie in the log more than once, as
 * a whole or in parts; within a request an image is its class and index. A bit an image is kept.
 */
final class ShareFilter {
    private final SyntheticShare share;
    private final Map<String, BitSet> met = new HashMap<>();

    ShareFilter(SyntheticShare share) {
        this.share = share;
    }

    /** Those of the images that belong to the share, in the order that they have. */
    List<LabelledImage> taken(List<LabelledImage> images) {
        return images.stream().filter(this::takes).toList();
    }

    private boolean takes(LabelledImage image) {
        BitSet ofClass = met.computeIfAbsent(image.label(), label -> new BitSet());
        int index = ProvenanceText.provenanceOf(image).index();
        if (ofClass.get(index) || ofClass.cardinality() >= share.counts().getOrDefault(image.label(), 0)) {
            return false;
        }
        ofClass.set(index);
        return true;
    }

    /** How many images of each class there were too few of. */
    Map<String, Integer> missing() {
        Map<String, Integer> missing = new TreeMap<>();
        share.counts().forEach((label, count) -> {
            int found = met.getOrDefault(label, new BitSet()).cardinality();
            if (found < count) {
                missing.put(label, count - found);
            }
        });
        return missing;
    }
}
