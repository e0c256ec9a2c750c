/** Timings of scores. */
package io.augmenta.benchmarks.guard;
