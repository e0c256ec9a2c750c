/**
 * Many training runs over a grid of hyper-parameters: shared by any number of trainers through Kafka, scored alike, and
 * ranked.
 */
@NullMarked
package io.augmenta.quickstart.sweep;

import org.jspecify.annotations.NullMarked;
