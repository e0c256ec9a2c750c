/** PNG written and read byte by byte, with text chunks. */
@NullMarked
package io.augmenta.imaging.png;

import org.jspecify.annotations.NullMarked;
