/** Augmentation over the event log. */
@NullMarked
package io.augmenta.augmentation.messaging;

import org.jspecify.annotations.NullMarked;
