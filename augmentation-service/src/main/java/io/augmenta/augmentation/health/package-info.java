/** Whether the augmentation service is well. */
@NullMarked
package io.augmenta.augmentation.health;

import org.jspecify.annotations.NullMarked;
