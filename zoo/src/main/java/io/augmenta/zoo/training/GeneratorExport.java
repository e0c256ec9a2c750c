package io.augmenta.zoo.training;

import io.augmenta.zoo.onnx.OnnxExporter;
import io.augmenta.zoo.onnx.OnnxSignature;
import io.augmenta.zoo.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A generator as an ONNX model: inputs {@code latent} float {@code [N, latentSize]} and {@code label} int64
 * {@code [N]}, output {@code image} float {@code [N, C, H, W]} from -1 to 1. Its metadata: {@code recipe}, each of its
 * parameters as {@code recipe.<name>}, {@code classes} (one a line), {@code channels}, {@code image_size},
 * {@code latent_size}.
 */
final class GeneratorExport {

    private GeneratorExport() {}

    static byte[] onnx(GenerativeModel model, Recipe recipe, List<String> classes, ImageShape shape) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("recipe", recipe.family());
        recipe.parameters().forEach((name, value) -> metadata.put("recipe." + name, value));
        metadata.put("classes", String.join("\n", classes));
        metadata.put("channels", Integer.toString(shape.channels()));
        metadata.put("image_size", Integer.toString(shape.size()));
        metadata.put("latent_size", Integer.toString(recipe.latentSize()));
        return OnnxExporter.export(
                model.generator(), model.generatorWeights(), new OnnxSignature("latent", "image", metadata));
    }
}
