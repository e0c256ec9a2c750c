/** How much images of one class differ from one another. */
@NullMarked
package io.augmenta.scoring.diversity;

import org.jspecify.annotations.NullMarked;
