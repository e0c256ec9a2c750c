/** Procedurally drawn brain-like slices for demonstrations and tests. */
@NullMarked
package io.augmenta.imaging.phantom;

import org.jspecify.annotations.NullMarked;
