/** Padding to a square and exact area averaging. */
@NullMarked
package io.augmenta.imaging.resample;

import org.jspecify.annotations.NullMarked;
