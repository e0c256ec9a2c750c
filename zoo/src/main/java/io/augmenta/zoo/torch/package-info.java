/** The one package that touches the PyTorch engine's native interface: operators, random numbers, Adam, networks. */
@NullMarked
package io.augmenta.zoo.torch;

import org.jspecify.annotations.NullMarked;
