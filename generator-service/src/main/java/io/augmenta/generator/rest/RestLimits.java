package io.augmenta.generator.rest;

/**
 * What one request over HTTP may take.
 *
 * @param maxBatchImages the most images of one run of the graph
 */
public record RestLimits(int maxBatchImages) {}
