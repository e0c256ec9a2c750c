@NullMarked
package io.augmenta.trainer;

import org.jspecify.annotations.NullMarked;
