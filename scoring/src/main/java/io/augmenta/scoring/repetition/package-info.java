/** Figures measured several times, with other seeds: their mean, and how sure it is. */
@NullMarked
package io.augmenta.scoring.repetition;

import org.jspecify.annotations.NullMarked;
