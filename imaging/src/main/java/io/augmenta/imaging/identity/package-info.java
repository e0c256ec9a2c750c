/** What makes two pictures the same: content ids, perceptual fingerprints, near duplicates. */
@NullMarked
package io.augmenta.imaging.identity;

import org.jspecify.annotations.NullMarked;
