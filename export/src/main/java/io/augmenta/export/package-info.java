/**
 * Data set versions as files: class folders with PNGs, a table of metadata, a data card and a Croissant description, in a
 * folder or a bucket.
 *
 * <p>{@link io.augmenta.export.Export} writes what an {@link io.augmenta.export.ExportPlan} says, from an {@link
 * io.augmenta.export.ImageLog} to an {@link io.augmenta.export.ExportTarget}. Images pass through one batch at a time.
 */
@NullMarked
package io.augmenta.export;

import org.jspecify.annotations.NullMarked;
