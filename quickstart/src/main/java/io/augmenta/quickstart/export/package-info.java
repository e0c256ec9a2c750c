/** Reads what an export needs from the log. */
@NullMarked
package io.augmenta.quickstart.export;

import org.jspecify.annotations.NullMarked;
