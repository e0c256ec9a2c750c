package io.augmenta.trainer;

import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.OffsetRange;
import java.util.List;
import java.util.function.Consumer;

/** The log of image batches, which can be read again as often as one likes. */
@FunctionalInterface
public interface ImageLog {

    /**
     * Reads exactly these ranges, which may hold batches of other data sets as well.
     *
     * @param ranges what to read
     * @param sink gets the batches on the calling thread
     */
    void read(List<OffsetRange> ranges, Consumer<ImageBatch> sink);
}
