package io.augmenta.ingest.reading;

/** What became of a file. */
public sealed interface FileReading permits ReadImage, RejectedFile {}
