/** Timings of reading a data set from Kafka into a training run. */
package io.augmenta.benchmarks.reading;
