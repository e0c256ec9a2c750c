package io.augmenta.ingest.reading;

import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.Origin;

/**
 * A distinct image with one label; its pixels are put aside.
 *
 * @param id SHA-256 of its grey pixels at full size
 * @param label its class
 * @param origin which part of the folder it lies in
 * @param fingerprint what it looks like
 * @param number where its pixels are in the spill
 * @param source path of its file below the ingested folder
 */
public record StoredImage(String id, String label, Origin origin, Fingerprint fingerprint, int number, String source) {}
