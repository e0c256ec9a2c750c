package io.augmenta.contracts;

import java.util.List;

/**
 * Some images of a data set, as they were read by one ingest.
 *
 * @param dataset name of the data set
 * @param ingestId the ingest that published it; a sealed version names the ingest that it holds
 * @param sequence position within the ingest, from 0
 * @param images the images
 */
public record ImageBatch(String dataset, String ingestId, int sequence, List<LabelledImage> images) implements Event {
    /** Copies the list. */
    public ImageBatch {
        Check.notBlank("data set of an image batch", dataset);
        Check.notBlank("ingest of an image batch", ingestId);
        Check.atLeast("sequence of an image batch", 0, sequence);
        images = List.copyOf(images);
    }

    @Override
    public String key() {
        return dataset + "/" + ingestId + "/" + sequence;
    }
}
