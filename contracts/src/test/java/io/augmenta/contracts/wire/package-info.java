@NullMarked
package io.augmenta.contracts.wire;

import org.jspecify.annotations.NullMarked;
