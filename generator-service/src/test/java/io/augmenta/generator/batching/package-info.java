/** Tests of requests that share runs. */
@NullMarked
package io.augmenta.generator.batching;

import org.jspecify.annotations.NullMarked;
