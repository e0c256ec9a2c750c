/** Recipes as people write and read them. */
@NullMarked
package io.augmenta.quickstart.recipe;

import org.jspecify.annotations.NullMarked;
