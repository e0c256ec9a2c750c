/** Times making and serving images against a bare loop and against the plainest server. */
package io.augmenta.benchmarks.serving;
