/** A server that speaks S3, for tests of this module and of others. */
@NullMarked
package io.augmenta.artifacts.testing;

import org.jspecify.annotations.NullMarked;
