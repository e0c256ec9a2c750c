/** Timings of training steps. */
package io.augmenta.benchmarks.training;
