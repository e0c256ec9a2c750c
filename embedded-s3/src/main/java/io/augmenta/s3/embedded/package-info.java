/** A server that speaks S3, for tests. */
@NullMarked
package io.augmenta.s3.embedded;

import org.jspecify.annotations.NullMarked;
