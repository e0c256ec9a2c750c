/** Tests of files for people. */
@NullMarked
package io.augmenta.generator.picture;

import org.jspecify.annotations.NullMarked;
