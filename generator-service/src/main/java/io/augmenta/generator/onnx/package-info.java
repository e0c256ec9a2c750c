/** ONNX graphs as files: brought into the form in which ONNX Runtime's CPU kernels are quickest. */
@NullMarked
package io.augmenta.generator.onnx;

import org.jspecify.annotations.NullMarked;
