/**
 * Makes synthetic images with trained generators: which checkpoints there are, what a request may ask for, the latents,
 * the loaded ONNX graphs, and the answer as a run of batches. Knows neither Kafka nor HTTP.
 */
@NullMarked
package io.augmenta.generator;

import org.jspecify.annotations.NullMarked;
