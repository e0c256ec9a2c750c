package io.augmenta.generator.batching;

/**
 * Some of the images that a run made. The samples belong to all who share the run and must not be changed.
 *
 * @param samples samples of all images of the run, one after the other
 * @param first the first image that is meant
 * @param images how many are meant
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
public record Made(float[] samples, int first, int images) {}
