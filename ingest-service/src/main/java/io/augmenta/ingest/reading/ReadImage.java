package io.augmenta.ingest.reading;

import io.augmenta.imaging.identity.Fingerprint;

/**
 * An image that was read.
 *
 * @param id SHA-256 of its grey pixels at full size
 * @param fingerprint what it looks like
 * @param pixels the grey image, padded to a square and brought to size; the one who holds it may not change it
 * @param fileBytes size of its file
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, from the decoding thread to the temporary file
public record ReadImage(String id, Fingerprint fingerprint, byte[] pixels, long fileBytes) implements FileReading {}
