/** Tests of the generator. */
@NullMarked
package io.augmenta.generator;

import org.jspecify.annotations.NullMarked;
