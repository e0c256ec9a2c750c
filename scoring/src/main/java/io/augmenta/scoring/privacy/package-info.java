/**
 * Whether generated images give away the images they were learned from: how near they come to training images, against how
 * near real images that were held out come to them.
 */
@NullMarked
package io.augmenta.scoring.privacy;

import org.jspecify.annotations.NullMarked;
