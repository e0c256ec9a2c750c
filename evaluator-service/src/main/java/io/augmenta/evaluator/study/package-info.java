/** One classifier on real, one on generated and one on mixed images: what they were given and how they did. */
@NullMarked
package io.augmenta.evaluator.study;

import org.jspecify.annotations.NullMarked;
