/** Evaluations of synthetic images against real ones: the use cases, in plain Java. */
@NullMarked
package io.augmenta.evaluator;

import org.jspecify.annotations.NullMarked;
