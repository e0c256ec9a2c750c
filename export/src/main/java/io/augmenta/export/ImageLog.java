package io.augmenta.export;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.SyntheticBatch;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where images are read from. What is read may hold batches of other ingests and requests, and batches twice: whoever reads
 * takes out what is theirs. Both methods call the sink on the caller's thread and hand its exceptions on.
 */
public interface ImageLog {

    /**
     * Reads the batches within the ranges of a version, one after the other.
     *
     * @throws IOException if they cannot be read
     */
    void read(DatasetVersion version, Consumer<ImageBatch> sink) throws IOException;

    /**
     * Reads the batches within the ranges of a share, one after the other, each with its images inside.
     *
     * @throws IOException if they cannot be read
     */
    void read(SyntheticShare share, Consumer<SyntheticBatch> sink) throws IOException;
}
