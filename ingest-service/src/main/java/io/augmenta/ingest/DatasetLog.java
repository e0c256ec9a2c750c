package io.augmenta.ingest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SplitRule;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.ingest.reading.RejectedFile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where images and data set versions are published. For use by any thread. */
public interface DatasetLog {
    /**
     * Publishes images, without waiting.
     *
     * @param batch the images
     * @return completes with its place once it is stored for good
     */
    CompletableFuture<PublishedAt> publish(ImageBatch batch);

    /**
     * Publishes that a file could not be read, without waiting.
     *
     * @param ingestId the ingest that met it
     * @param dataset name of its data set
     * @param file the file
     * @return completes with its place once it is stored for good
     */
    CompletableFuture<PublishedAt> reject(String ingestId, String dataset, RejectedFile file);

    /**
     * Publishes a version, and waits until it is stored and {@link #find} finds it.
     *
     * @param version the version
     * @throws UnpublishedException if it is not stored
     * @throws InterruptedException if the calling thread is interrupted
     */
    void seal(DatasetVersion version) throws InterruptedException;

    /**
     * Finds a sealed version; waits until all that was sealed before this service started is known.
     *
     * @param dataset name of the data set
     * @param version the version
     * @return the version, where it is sealed
     * @throws UnpublishedException if what is sealed cannot be found out
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<DatasetVersion> find(String dataset, String version) throws InterruptedException;

    /**
     * Finds the version of a data set that was sealed last among those that were divided by this rule and seed; waits as
     * {@link #find} does.
     *
     * @param dataset name of the data set
     * @param rule how it was divided
     * @param seed what the division was drawn from
     * @return the version, where there is one
     * @throws UnpublishedException if what is sealed cannot be found out
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<DatasetVersion> latest(String dataset, SplitRule rule, long seed) throws InterruptedException;

    /**
     * Reads the images of a version back. An image may be told more than once.
     *
     * @param version a sealed version
     * @param sink takes each of them, on the calling thread
     * @throws UnpublishedException if they cannot be read
     */
    void read(DatasetVersion version, Consumer<LabelledImage> sink);
}
