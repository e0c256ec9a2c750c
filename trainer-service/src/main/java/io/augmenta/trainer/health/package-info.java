/** Whether the trainer is started, alive and ready. */
@NullMarked
package io.augmenta.trainer.health;

import org.jspecify.annotations.NullMarked;
