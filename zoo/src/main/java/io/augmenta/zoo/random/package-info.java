/** Randomness that is a function of (seed, purpose, step), so that no generator state needs keeping. */
@NullMarked
package io.augmenta.zoo.random;

import org.jspecify.annotations.NullMarked;
