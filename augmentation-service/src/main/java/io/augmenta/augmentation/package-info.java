/** Keeps data sets augmented, by policy: what is known of each, and what follows from it. */
@NullMarked
package io.augmenta.augmentation;

import org.jspecify.annotations.NullMarked;
