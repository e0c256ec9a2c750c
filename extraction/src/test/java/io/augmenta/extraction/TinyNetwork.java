package io.augmenta.extraction;

import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.onnx.OnnxExporter;
import io.augmenta.zoo.onnx.OnnxSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of pictures of 2×2 whose features anyone can compute: the sums over each of the three channels as it takes them,
 * and the upper left number of the first channel less the lower right one of the last, plus 0.5.
 */
final class TinyNetwork {
    static final String DESCRIPTION = """
            {
              "input": "pictures", "output": "sums",
              "width": 2, "height": 2, "layout": "NCHW", "channels": "RGB", "resize": "stretch",
              "mean": [10, 20, 30], "deviation": [2, 4, 5]
            }
            """;

    private static final float[] WEIGHT = {
        1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, //
        0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, //
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, //
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1
    };
    private static final float[] BIAS = {0, 0, 0, 0.5f};

    private TinyNetwork() {}

    /** Writes network and description; the network's file. */
    static Path write(Path folder, String description) throws IOException {
        Network network =
                new Network("tiny", new Features.Maps(3, 2, 2), List.of(new Layer.Flatten(), new Layer.Dense(4, true)));
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec parameter : network.parameters()) {
            tensors.put(
                    parameter.name(),
                    new Weights.Tensor(parameter.shape(), parameter.name().endsWith("weight") ? WEIGHT : BIAS));
        }
        Path file = folder.resolve("tiny.onnx");
        Files.write(
                file,
                OnnxExporter.export(network, new Weights(tensors), new OnnxSignature("pictures", "sums", Map.of())));
        Files.writeString(folder.resolve("tiny.json"), description);
        return file;
    }
}
