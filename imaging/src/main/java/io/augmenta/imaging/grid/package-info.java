/** Sheets of sample pictures in rows and columns. */
@NullMarked
package io.augmenta.imaging.grid;

import org.jspecify.annotations.NullMarked;
