package io.augmenta.ingest.upload;

/**
 * What an uploaded archive may cost.
 *
 * @param archiveBytes largest archive
 * @param unpackedBytes largest sum of its files, unpacked
 * @param fileBytes largest of its files
 * @param files most files
 */
public record UploadLimits(long archiveBytes, long unpackedBytes, long fileBytes, int files) {}
