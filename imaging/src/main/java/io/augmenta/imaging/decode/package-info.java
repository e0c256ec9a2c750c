/** Files of many formats into grey pictures, with limits checked before a pixel is allocated. */
@NullMarked
package io.augmenta.imaging.decode;

import org.jspecify.annotations.NullMarked;
