@NullMarked
package io.augmenta.contracts;

import org.jspecify.annotations.NullMarked;
