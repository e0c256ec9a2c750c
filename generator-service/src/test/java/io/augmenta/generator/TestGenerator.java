package io.augmenta.generator;

import static io.augmenta.generator.onnx.OnnxGraph.ANY_BATCH;
import static io.augmenta.generator.onnx.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.augmenta.generator.onnx.OnnxGraph;
import java.util.List;
import java.util.SplittableRandom;

/** Generators for tests: real ONNX graphs with random weights. */
final class TestGenerator {
    private TestGenerator() {}

    /**
     * The kind of graph that training exports: class embedding beside the latent, dense, transposed convolutions from 4x4
     * up, tanh.
     *
     * @param size rows and columns, a power of two of at least 8
     */
    static byte[] convTranspose(long weightSeed, int latentSize, int classes, int size) {
        int channels = 32;
        int embeddingSize = 16;
        Weights weights = new Weights(weightSeed);
        OnnxGraph graph = new OnnxGraph();
        String latent = graph.input("latent", TensorProto.DataType.FLOAT, ANY_BATCH, latentSize);
        String label = graph.input("label", TensorProto.DataType.INT64, ANY_BATCH);
        String embedding = graph.node(
                "Gather",
                List.of(graph.floats(weights.draw(classes * embeddingSize, 1), classes, embeddingSize), label));
        String both = graph.node("Concat", List.of(latent, embedding), attribute("axis", 1));
        int inputs = latentSize + embeddingSize;
        String dense = graph.node(
                "Gemm",
                List.of(
                        both,
                        graph.floats(weights.draw(inputs * channels * 16, inputs), inputs, channels * 16L),
                        graph.floats(weights.draw(channels * 16, 16), channels * 16L)));
        String image = graph.node("Reshape", List.of(dense, graph.longs(-1, channels, 4, 4)));
        for (int at = 4; at < size; at *= 2) {
            int next = at * 2 == size ? 1 : channels / 2;
            image = graph.node(
                    "ConvTranspose",
                    List.of(
                            image,
                            graph.floats(weights.draw(channels * next * 16, channels * 4), channels, next, 4, 4)),
                    attribute("kernel_shape", 4, 4),
                    attribute("strides", 2, 2),
                    attribute("pads", 1, 1, 1, 1));
            image = graph.node(next == 1 ? "Tanh" : "Relu", List.of(image));
            channels = next;
        }
        graph.output(image, "image", ANY_BATCH, 1, size, size);
        return graph.toBytes();
    }

    /** One dense layer, {@code tanh(latent · W + E[label])}, which {@link #plainInDouble} computes as well. */
    static byte[] plain(long weightSeed, GeneratorShape shape) {
        Weights weights = new Weights(weightSeed);
        OnnxGraph graph = new OnnxGraph();
        // the other order of inputs, which is as good
        String label = graph.input("label", TensorProto.DataType.INT64, ANY_BATCH);
        String latent = graph.input("latent", TensorProto.DataType.FLOAT, ANY_BATCH, shape.latentSize());
        int samples = shape.samplesPerImage();
        String product = graph.node(
                "MatMul",
                List.of(
                        latent,
                        graph.floats(weights.draw(shape.latentSize() * samples, 1), shape.latentSize(), samples)));
        String offset = graph.node(
                "Gather",
                List.of(graph.floats(weights.draw(shape.classes() * samples, 1), shape.classes(), samples), label));
        String sum = graph.node("Add", List.of(product, offset));
        String image =
                graph.node("Reshape", List.of(sum, graph.longs(-1, shape.channels(), shape.height(), shape.width())));
        graph.output(
                graph.node("Tanh", List.of(image)),
                "image",
                ANY_BATCH,
                shape.channels(),
                shape.height(),
                shape.width());
        return graph.toBytes();
    }

    /** What {@link #plain} gives for one image, from its formula. */
    static double[] plainInDouble(long weightSeed, GeneratorShape shape, float[] latent, int label) {
        Weights weights = new Weights(weightSeed);
        int samples = shape.samplesPerImage();
        float[] matrix = weights.draw(shape.latentSize() * samples, 1);
        float[] offsets = weights.draw(shape.classes() * samples, 1);
        double[] image = new double[samples];
        for (int i = 0; i < samples; i++) {
            double sum = offsets[label * samples + i];
            for (int j = 0; j < shape.latentSize(); j++) {
                sum += (double) latent[j] * matrix[j * samples + i];
            }
            image[i] = Math.tanh(sum);
        }
        return image;
    }

    /** A graph whose samples depend on how many images it makes at once, as rounding might: by the size of the batch / 100. */
    static byte[] fickle(long weightSeed, GeneratorShape shape) {
        Weights weights = new Weights(weightSeed);
        OnnxGraph graph = new OnnxGraph();
        String latent = graph.input("latent", TensorProto.DataType.FLOAT, ANY_BATCH, shape.latentSize());
        String label = graph.input("label", TensorProto.DataType.INT64, ANY_BATCH);
        int samples = shape.samplesPerImage();
        String product = graph.node(
                "MatMul",
                List.of(
                        latent,
                        graph.floats(weights.draw(shape.latentSize() * samples, 1), shape.latentSize(), samples)));
        String size = graph.node(
                "Cast",
                List.of(graph.node("Size", List.of(label))),
                attribute("to", TensorProto.DataType.FLOAT.getNumber()));
        String offset = graph.node("Mul", List.of(size, graph.floats(new float[] {0.01f}, 1)));
        String image = graph.node(
                "Reshape",
                List.of(
                        graph.node("Tanh", List.of(graph.node("Add", List.of(product, offset)))),
                        graph.longs(-1, shape.channels(), shape.height(), shape.width())));
        graph.output(image, "image", ANY_BATCH, shape.channels(), shape.height(), shape.width());
        return graph.toBytes();
    }

    /** A graph whose every sample is not a number: 0 / 0. */
    static byte[] notANumber(GeneratorShape shape) {
        OnnxGraph graph = new OnnxGraph();
        String latent = graph.input("latent", TensorProto.DataType.FLOAT, ANY_BATCH, shape.latentSize());
        String label = graph.input("label", TensorProto.DataType.INT64, ANY_BATCH);
        int samples = shape.samplesPerImage();
        String zeros = graph.node(
                "Gather", List.of(graph.floats(new float[shape.classes() * samples], shape.classes(), samples), label));
        String nothing = graph.node(
                "MatMul",
                List.of(latent, graph.floats(new float[shape.latentSize() * samples], shape.latentSize(), samples)));
        String quotient = graph.node("Div", List.of(zeros, graph.node("Mul", List.of(nothing, zeros))));
        String image = graph.node(
                "Reshape", List.of(quotient, graph.longs(-1, shape.channels(), shape.height(), shape.width())));
        graph.output(image, "image", ANY_BATCH, shape.channels(), shape.height(), shape.width());
        return graph.toBytes();
    }

    /** Evenly spread weights whose products keep their size over {@code fanIn} terms. */
    private static final class Weights {
        private final SplittableRandom random;

        Weights(long seed) {
            this.random = new SplittableRandom(seed);
        }

        float[] draw(int count, int fanIn) {
            float bound = (float) Math.sqrt(3.0 / fanIn);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextDouble() * 2 - 1) * bound;
            }
            return values;
        }
    }
}
