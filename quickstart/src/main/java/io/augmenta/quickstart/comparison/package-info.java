/** Comparing two folders of images without any service. */
@NullMarked
package io.augmenta.quickstart.comparison;

import org.jspecify.annotations.NullMarked;
