/** How close generated images are to real ones, and how much of the real variety they cover, by their features. */
@NullMarked
package io.augmenta.scoring.fidelity;

import org.jspecify.annotations.NullMarked;
