package io.augmenta.zoo.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model is called by and what it says about itself.
 *
 * @param input name of the float input {@code [N, …]}
 * @param output name of the float output {@code [N, …]}
 * @param metadata properties of the model, in order
 */
public record OnnxSignature(String input, String output, Map<String, String> metadata) {

    /** Name of the int64 input {@code [N]} with the labels, in models of networks that take any. */
    public static final String LABEL = "label";

    /** Copies the metadata. */
    public OnnxSignature {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
