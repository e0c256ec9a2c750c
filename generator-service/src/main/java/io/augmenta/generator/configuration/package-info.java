/** The generator's settings, and how its parts are put together from them. */
@NullMarked
package io.augmenta.generator.configuration;

import org.jspecify.annotations.NullMarked;
