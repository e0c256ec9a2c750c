/** Requests for images of one generator share its runs: a bounded queue, batches, deadlines, and clients that leave. */
@NullMarked
package io.augmenta.generator.batching;

import org.jspecify.annotations.NullMarked;
