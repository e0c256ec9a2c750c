package io.augmenta.ingest.reading;

/**
 * The same picture under two labels.
 *
 * @param oneSource a file with it
 * @param otherSource a file with it under another label
 */
public record Conflict(String oneSource, String otherSource) {}
