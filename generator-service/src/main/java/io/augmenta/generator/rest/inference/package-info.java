/**
 * The Open Inference Protocol (KServe V2) over HTTP: https://github.com/kserve/open-inference-protocol, inference_rest.md.
 */
@NullMarked
package io.augmenta.generator.rest.inference;

import org.jspecify.annotations.NullMarked;
