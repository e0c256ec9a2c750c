/** Synthetic images as files for people: a PNG sheet, or an archive of single PNGs, each of which says what it is. */
@NullMarked
package io.augmenta.generator.picture;

import org.jspecify.annotations.NullMarked;
