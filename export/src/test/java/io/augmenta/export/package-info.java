@NullMarked
package io.augmenta.export;

import org.jspecify.annotations.NullMarked;
