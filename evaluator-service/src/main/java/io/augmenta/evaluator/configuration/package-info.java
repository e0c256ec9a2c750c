/** The evaluator's settings and how its parts are put together. */
@NullMarked
package io.augmenta.evaluator.configuration;

import org.jspecify.annotations.NullMarked;
