/** The trainer's ends of the event log: requests in, progress and checkpoints out, views of what is there. */
@NullMarked
package io.augmenta.trainer.messaging;

import org.jspecify.annotations.NullMarked;
