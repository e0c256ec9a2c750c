/** What to train and how: typed, validated hyper-parameters of each model family. */
@NullMarked
package io.augmenta.zoo.recipe;

import org.jspecify.annotations.NullMarked;
