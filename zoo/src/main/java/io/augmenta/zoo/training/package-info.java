/** The training loop of generative models: plan in, progress reports and resumable snapshots out. */
@NullMarked
package io.augmenta.zoo.training;

import org.jspecify.annotations.NullMarked;
