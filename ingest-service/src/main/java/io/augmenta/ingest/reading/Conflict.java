package io.augmenta.ingest.reading;

/**
 * The same pixels under two labels.
 *
 * @param oneSource a file with these pixels
 * @param otherSource a file with these pixels under another label
 */
public record Conflict(String oneSource, String otherSource) {}
