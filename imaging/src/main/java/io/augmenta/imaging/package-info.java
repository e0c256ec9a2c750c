/** Pictures in memory: decoding, grey, resizing, fingerprints, encoding. */
@NullMarked
package io.augmenta.imaging;

import org.jspecify.annotations.NullMarked;
