/** The evaluator's ends of the event log: requests and images in, progress, figures and ends out. */
@NullMarked
package io.augmenta.evaluator.messaging;

import org.jspecify.annotations.NullMarked;
