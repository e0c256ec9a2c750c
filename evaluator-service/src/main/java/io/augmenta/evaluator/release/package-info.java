/** The gate: what an evaluation must show for a checkpoint to be released. */
package io.augmenta.evaluator.release;
