package io.augmenta.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One decision or outcome of the augmentation of a data set.
 *
 * @param correlationId the round that it belongs to; everything that a round asks for is named after it
 * @param number counts the steps of the data set from 1
 * @param dataset name of the data set
 * @param version the version that it is about
 * @param stage what happened
 * @param subject the run, request, evaluation or decision that it is about; empty for none
 * @param checkpointId the generator that it is about; empty for none
 * @param counts images by class, where images are asked for or were made
 * @param ranges where the images are, once they are made
 * @param explanation why, with its figures, for a person to read
 * @param at when
 */
public record AugmentationStep(
        String correlationId,
        long number,
        String dataset,
        String version,
        AugmentationStage stage,
        String subject,
        String checkpointId,
        Map<String, Integer> counts,
        List<OffsetRange> ranges,
        String explanation,
        Instant at)
        implements Event {
    /** Copies the collections. */
    public AugmentationStep {
        Check.notBlank("round of an augmentation step", correlationId);
        Check.notBlank("data set of an augmentation step", dataset);
        counts = Map.copyOf(counts);
        ranges = List.copyOf(ranges);
    }

    /** Of its own, so that a step that is told twice is one, and none is ever dropped. */
    @Override
    public String key() {
        return dataset + "/" + number;
    }
}
