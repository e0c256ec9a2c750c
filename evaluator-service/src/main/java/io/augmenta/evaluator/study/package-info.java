/** Classifiers on real, on generated and on mixed images, and on controls: what they were given and how they did. */
@NullMarked
package io.augmenta.evaluator.study;

import org.jspecify.annotations.NullMarked;
