/** Networks and their trained weights as ONNX models. */
@NullMarked
package io.augmenta.zoo.onnx;

import org.jspecify.annotations.NullMarked;
