/** The trainer's settings and how its parts are put together. */
@NullMarked
package io.augmenta.trainer.configuration;

import org.jspecify.annotations.NullMarked;
