/** How often predicted classes are the actual ones. */
@NullMarked
package io.augmenta.scoring.classification;

import org.jspecify.annotations.NullMarked;
