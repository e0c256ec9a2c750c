/** Classifiers: what tells whether images, real or generated, teach anything about real ones. */
@NullMarked
package io.augmenta.zoo.classifier;

import org.jspecify.annotations.NullMarked;
