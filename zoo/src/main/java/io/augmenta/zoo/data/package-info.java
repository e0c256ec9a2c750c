/** Labelled images as training sees them: a fixed, indexed collection of equally sized pictures. */
@NullMarked
package io.augmenta.zoo.data;

import org.jspecify.annotations.NullMarked;
