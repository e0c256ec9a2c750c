package io.augmenta.evaluator;

import io.augmenta.contracts.OffsetRange;
import io.augmenta.evaluator.study.StudyImagesCollector;
import java.util.List;

/** Batches of images that were published, to be read again as often as one likes. Thread-safe. */
public interface ImageArchive {

    /** Has the collector take all batches of real images in these ranges. */
    void readReal(List<OffsetRange> ranges, StudyImagesCollector collector);

    /** Has the collector take all batches of generated images in these ranges. */
    void readGenerated(List<OffsetRange> ranges, StudyImagesCollector collector);
}
