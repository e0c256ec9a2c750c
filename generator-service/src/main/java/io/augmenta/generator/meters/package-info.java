/** The generator's figures for Prometheus. */
@NullMarked
package io.augmenta.generator.meters;

import org.jspecify.annotations.NullMarked;
