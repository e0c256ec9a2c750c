package io.augmenta.eventlog;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.SyntheticBatch.Inline;
import io.augmenta.contracts.SyntheticBatch.Stored;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.io.IOException;
import java.util.List;

/**
 * Large batches of images by reference: the images lie in the artifact store, and the event in the log holds their digest
 * (the <a href="https://www.enterpriseintegrationpatterns.com/patterns/messaging/StoreInLibrary.html">claim check</a>). What
 * is stored is the very event that would else be in the log, so there is one encoding, and the same batch always is the same
 * artifact. Thread-safe.
 */
public final class ClaimChecks {
    /** The largest batch that is stored; whoever reads one holds all of it in memory. */
    public static final int MAX_BYTES = 256 << 20;

    private final ArtifactStore store;

    /**
     * Takes the store, which stays with the caller.
     *
     * @param store the one that all services share
     */
    public ClaimChecks(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Stores the images of a batch. When this returns they survive a crash, so that no reference to what is not there is
     * ever published; a batch that is stored and then never published is harmless.
     *
     * @param batch holds its images, at least one
     * @return the same batch, which refers to them
     * @throws IOException if the store cannot be written
     * @throws IllegalArgumentException if the batch is stored already, or takes more than {@link #MAX_BYTES}
     */
    public SyntheticBatch checkIn(SyntheticBatch batch) throws IOException {
        if (!(batch.content() instanceof Inline)) {
            throw new IllegalArgumentException(named(batch) + " is stored already");
        }
        byte[] event = EventCodec.encode(batch);
        if (event.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    named(batch) + " takes " + event.length + " bytes, at most " + MAX_BYTES + " are stored as one");
        }
        Artifact artifact = store.put(event);
        return new SyntheticBatch(
                batch.requestId(),
                batch.checkpointId(),
                batch.sequence(),
                new Stored(
                        new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes()),
                        batch.content().imageCount()));
    }

    /**
     * The images of a batch, wherever they lie; those that are stored are proven by their digest.
     *
     * @param batch of either kind
     * @return its images, in order
     * @throws StoredImagesException if they are not in the store, were changed, or are those of another batch
     */
    public List<LabelledImage> images(SyntheticBatch batch) {
        if (batch.content() instanceof Inline inline) {
            return inline.images();
        }
        Stored stored = (Stored) batch.content();
        Event event = read(batch, stored.artifact());
        if (event instanceof SyntheticBatch found
                && found.content() instanceof Inline inline
                && found.requestId().equals(batch.requestId())
                && found.checkpointId().equals(batch.checkpointId())
                && found.sequence() == batch.sequence()
                && inline.imageCount() == stored.imageCount()) {
            return inline.images();
        }
        throw new StoredImagesException(
                named(batch),
                "expected its " + stored.imageCount() + " images in artifact "
                        + stored.artifact().uri() + ", found " + described(event));
    }

    private Event read(SyntheticBatch batch, ArtifactReference reference) {
        try {
            return EventCodec.decode(store.read(Artifact.of(reference.sha256(), reference.sizeBytes()), MAX_BYTES));
        } catch (IOException | UndecodableEventException e) {
            throw new StoredImagesException(named(batch), String.valueOf(e.getMessage()), e);
        }
    }

    private static String described(Event event) {
        return event instanceof SyntheticBatch other
                ? "a batch of " + other.content().imageCount() + ", " + named(other)
                : "a " + event.getClass().getSimpleName();
    }

    private static String named(SyntheticBatch batch) {
        return "batch " + batch.sequence() + " of request " + batch.requestId();
    }
}
