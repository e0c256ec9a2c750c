/** Classifiers that a study trains. */
@NullMarked
package io.augmenta.evaluator.classifier;

import org.jspecify.annotations.NullMarked;
