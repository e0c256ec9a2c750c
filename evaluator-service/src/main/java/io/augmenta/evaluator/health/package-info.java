/** Whether the evaluator is started and ready. */
@NullMarked
package io.augmenta.evaluator.health;

import org.jspecify.annotations.NullMarked;
