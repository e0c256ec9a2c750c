/** The trainer in figures. */
@NullMarked
package io.augmenta.trainer.meters;

import org.jspecify.annotations.NullMarked;
