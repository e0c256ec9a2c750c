/** The networks of the model families, as lists of layers. */
@NullMarked
package io.augmenta.zoo.architecture;

import org.jspecify.annotations.NullMarked;
