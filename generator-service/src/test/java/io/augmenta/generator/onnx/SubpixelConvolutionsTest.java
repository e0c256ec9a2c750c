package io.augmenta.generator.onnx;

import static io.augmenta.generator.onnx.OnnxGraph.ANY_BATCH;
import static io.augmenta.generator.onnx.OnnxGraph.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime's own transposed convolution is the truth here. */
class SubpixelConvolutionsTest {
    private static final int CHANNELS = 32;
    private static final int FILTERS = 16;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 3;

    /** kernel, stride, padding */
    @ParameterizedTest
    @CsvSource({"4, 2, 1", "3, 1, 1", "2, 2, 0", "6, 2, 2", "8, 4, 2", "9, 3, 3", "1, 1, 0"})
    void rewrittenGraphMakesTheSameImages(int kernel, int stride, int padding) throws Exception {
        for (String activation : List.of("none", "LeakyRelu", "Relu")) {
            for (boolean bias : List.of(true, false)) {
                OnnxGraph graph = new OnnxGraph();
                String output = transposed(graph, input(graph), kernel, bias, geometry(stride, padding));
                if (!activation.equals("none")) {
                    output = graph.node(activation, List.of(output));
                }
                graph.output(output, "out", ANY_BATCH, FILTERS, HEIGHT * (long) stride, WIDTH * (long) stride);
                byte[] onnx = graph.toBytes();

                byte[] rewritten = SubpixelConvolutions.in(onnx);

                assertFalse(operators(rewritten).contains("ConvTranspose"), operators(rewritten)::toString);
                assertSameImages(onnx, rewritten);
            }
        }
    }

    /** As in a generator: one after the other, the last with too few channels. */
    @Test
    void chainIsRewrittenAsFarAsItPays() throws Exception {
        OnnxGraph graph = new OnnxGraph();
        String first = graph.node("LeakyRelu", List.of(transposed(graph, input(graph), 4, true, geometry(2, 1))));
        String last = graph.node("ConvTranspose", List.of(first, weights(graph, FILTERS, 1, 4)), geometry(2, 1));
        graph.output(graph.node("Tanh", List.of(last)), "out", ANY_BATCH, 1, 4 * HEIGHT, 4 * WIDTH);
        byte[] onnx = graph.toBytes();

        byte[] rewritten = SubpixelConvolutions.in(onnx);

        assertEquals(
                List.of("Conv", "ConvTranspose"),
                operators(rewritten).stream()
                        .filter(operator -> operator.startsWith("Conv"))
                        .distinct()
                        .toList());
        assertSameImages(onnx, rewritten);
    }

    @Test
    void whatOthersNeedAsWellStaysInTheGraph() throws Exception {
        OnnxGraph graph = new OnnxGraph();
        String convolved = transposed(graph, input(graph), 4, true, geometry(2, 1));
        String active = graph.node("Relu", List.of(convolved));
        graph.output(graph.node("Sub", List.of(active, convolved)), "out", ANY_BATCH, FILTERS, 2 * HEIGHT, 2 * WIDTH);
        byte[] onnx = graph.toBytes();

        byte[] rewritten = SubpixelConvolutions.in(onnx);

        assertFalse(operators(rewritten).contains("ConvTranspose"));
        assertSameImages(onnx, rewritten);
    }

    @Test
    void weightsThatNobodyNeedsAnyMoreAreLeftOut() throws Exception {
        OnnxGraph graph = new OnnxGraph();
        graph.output(
                transposed(graph, input(graph), 4, false, geometry(2, 1)),
                "out",
                ANY_BATCH,
                FILTERS,
                2 * HEIGHT,
                2 * WIDTH);
        byte[] onnx = graph.toBytes();

        assertTrue(SubpixelConvolutions.in(onnx).length < 1.5 * onnx.length);
    }

    /** What grows by something else than the stride, has groups or gaps, or makes few channels. */
    @ParameterizedTest
    @ValueSource(strings = {"output_padding", "dilations", "group", "padding", "kernel"})
    void otherTransposedConvolutionsStayAsTheyAre(String unusual) {
        OnnxGraph graph = new OnnxGraph();
        int kernel = unusual.equals("kernel") ? 5 : 4;
        List<AttributeProto> attributes = new ArrayList<>(List.of(geometry(2, unusual.equals("padding") ? 0 : 1)));
        switch (unusual) {
            case "output_padding" -> attributes.add(attribute("output_padding", 1, 1));
            case "dilations" -> attributes.add(attribute("dilations", 2, 2));
            case "group" -> attributes.add(attribute("group", 2));
            default -> {}
        }
        String output = transposed(graph, input(graph), kernel, false, attributes.toArray(AttributeProto[]::new));
        graph.output(output, "out", ANY_BATCH, FILTERS, -1, -1);
        byte[] onnx = graph.toBytes();

        assertSame(onnx, SubpixelConvolutions.in(onnx));
    }

    @Test
    void graphOfUnknownSizeStaysAsItIs() throws Exception {
        OnnxGraph graph = new OnnxGraph();
        String input = graph.input("in", TensorProto.DataType.FLOAT, ANY_BATCH, CHANNELS, -1, -1);
        graph.output(transposed(graph, input, 4, true, geometry(2, 1)), "out", ANY_BATCH, FILTERS, -1, -1);
        byte[] onnx = graph.toBytes();

        assertEquals(operators(onnx), operators(SubpixelConvolutions.in(onnx)));
    }

    @Test
    void whatIsNoGraphIsLeftToWhoeverLoadsIt() {
        byte[] noGraph = "no graph".getBytes(StandardCharsets.UTF_8);

        assertSame(noGraph, SubpixelConvolutions.in(noGraph));
    }

    private static String input(OnnxGraph graph) {
        return graph.input("in", TensorProto.DataType.FLOAT, ANY_BATCH, CHANNELS, HEIGHT, WIDTH);
    }

    private static String transposed(
            OnnxGraph graph, String input, int kernel, boolean bias, AttributeProto... attributes) {
        List<String> inputs = new ArrayList<>(List.of(input, weights(graph, CHANNELS, FILTERS, kernel)));
        if (bias) {
            inputs.add(graph.floats(numbers(7, FILTERS), FILTERS));
        }
        return graph.node("ConvTranspose", inputs, attributes);
    }

    private static String weights(OnnxGraph graph, int inputs, int outputs, int kernel) {
        return graph.floats(numbers(kernel, inputs * outputs * kernel * kernel), inputs, outputs, kernel, kernel);
    }

    private static AttributeProto[] geometry(int stride, int padding) {
        return new AttributeProto[] {
            attribute("strides", stride, stride), attribute("pads", padding, padding, padding, padding)
        };
    }

    private static float[] numbers(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        return numbers;
    }

    private static List<String> operators(byte[] onnx) throws Exception {
        return ModelProto.parseFrom(onnx).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
    }

    private static void assertSameImages(byte[] onnx, byte[] rewritten) throws OrtException {
        for (int images : List.of(1, 3)) {
            float[] expected = run(onnx, images);
            assertArrayEquals(expected, run(rewritten, images), 1e-5f);
            assertFalse(Arrays.equals(expected, new float[expected.length]));
        }
    }

    private static float[] run(byte[] onnx, int images) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer values = FloatBuffer.wrap(numbers(11, images * CHANNELS * HEIGHT * WIDTH));
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, values, new long[] {images, CHANNELS, HEIGHT, WIDTH});
                OrtSession.Result result = session.run(Map.of("in", input))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] samples = new float[output.remaining()];
            output.get(samples);
            return samples;
        }
    }
}
