/** Sets of images as pixels, and numbers that sum up one image. */
@NullMarked
package io.augmenta.scoring.pixels;

import org.jspecify.annotations.NullMarked;
