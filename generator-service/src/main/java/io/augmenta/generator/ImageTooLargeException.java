package io.augmenta.generator;

/** One image of the checkpoint does not fit where the answer goes. */
public final class ImageTooLargeException extends ImpossibleRequestException {

    ImageTooLargeException(String checkpointId, long imageBytes, int maxBytes) {
        super("an image of checkpoint " + checkpointId + " takes " + imageBytes + " bytes, but an answer's batch holds "
                + maxBytes
                + "; raise augmenta.generator.batches.stored-max-bytes or use a checkpoint of smaller images");
    }
}
