/** Kafka Connect reads Augmenta's topics by the converter of this package. */
@NullMarked
package io.augmenta.connect;

import org.jspecify.annotations.NullMarked;
