package io.augmenta.quickstart.classifier;

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
import java.util.Random;

/** A network of pictures of 8×8 with {@value #FEATURES} features, sums of pixels with fixed random weights. */
public final class TestNetwork {

    /** How many features it has. */
    public static final int FEATURES = 6;

    private static final String DESCRIPTION = """
            {
              "input": "pictures", "output": "features",
              "width": 8, "height": 8, "layout": "NCHW", "channels": "RGB", "resize": "pad",
              "mean": [128, 128, 128], "deviation": [64, 64, 64]
            }
            """;

    private TestNetwork() {}

    /** Writes {@code tiny.onnx} and its description; the network's file. */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tiny.json"), DESCRIPTION);
        Network network = new Network(
                "tiny", new Features.Maps(3, 8, 8), List.of(new Layer.Flatten(), new Layer.Dense(FEATURES, true)));
        Random random = new Random(5);
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec parameter : network.parameters()) {
            float[] values = new float[parameter.shape().stream().reduce(1, Math::multiplyExact)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            tensors.put(parameter.name(), new Weights.Tensor(parameter.shape(), values));
        }
        return Files.write(
                folder.resolve("tiny.onnx"),
                OnnxExporter.export(
                        network, new Weights(tensors), new OnnxSignature("pictures", "features", Map.of())));
    }
}
