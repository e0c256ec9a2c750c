/** What a network says of images, one row of numbers an image, and which rows lie next to which. */
@NullMarked
package io.augmenta.scoring.features;

import org.jspecify.annotations.NullMarked;
