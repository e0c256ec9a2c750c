/** Augmentation in numbers. */
@NullMarked
package io.augmenta.augmentation.meters;

import org.jspecify.annotations.NullMarked;
