/** How well a classifier does on real images alone. */
package io.augmenta.benchmarks.baseline;
