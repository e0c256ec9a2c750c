package io.augmenta.zoo.training;

/**
 * Images before and after an autoencoder.
 *
 * @param input what was encoded, noise and all, {@code [N, C, H, W]} from -1 to 1 but for the noise
 * @param output what was decoded, {@code [N, C, H, W]} from -1 to 1
 * @param noisy whether noise was added to the input
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one picture
record Reconstruction(float[] input, float[] output, boolean noisy) {}
