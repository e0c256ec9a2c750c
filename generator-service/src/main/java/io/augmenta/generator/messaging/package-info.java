/** The generator's side of the event log: requests in, answers out, the view of all checkpoints. */
@NullMarked
package io.augmenta.generator.messaging;

import org.jspecify.annotations.NullMarked;
