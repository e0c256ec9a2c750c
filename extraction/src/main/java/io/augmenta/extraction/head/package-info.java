/** Classifiers on features that stay as they are. */
@NullMarked
package io.augmenta.extraction.head;

import org.jspecify.annotations.NullMarked;
