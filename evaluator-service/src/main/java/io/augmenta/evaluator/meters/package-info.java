/** The evaluator's meters. */
@NullMarked
package io.augmenta.evaluator.meters;

import org.jspecify.annotations.NullMarked;
