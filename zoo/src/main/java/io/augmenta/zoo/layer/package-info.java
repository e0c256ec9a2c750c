/** Networks written once as lists of layer records, free of any engine; readers turn them into something that runs. */
@NullMarked
package io.augmenta.zoo.layer;

import org.jspecify.annotations.NullMarked;
