package io.augmenta.zoo.training;

/**
 * The first part of a transfer, in which only dense layers learn.
 *
 * @param steps how many steps it lasts
 * @param laterLearningRate Adam's learning rate once everything learns
 */
record FrozenStart(long steps, double laterLearningRate) {}
