/** The classifiers that score, as far as a command knows them before the evaluator is there. */
@NullMarked
package io.augmenta.quickstart.classifier;

import org.jspecify.annotations.NullMarked;
