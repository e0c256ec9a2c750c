package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.onnx.OnnxGraph;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxGeneratorTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(5, 3, 2, 4, 6);
    private static final long WEIGHTS = 42;

    @Test
    void imagesFollowTheFormulaOfTheGraph() throws Exception {
        long[] labels = {2, 0, 1, 2};
        float[] latents = new float[labels.length * SHAPE.latentSize()];
        for (int i = 0; i < labels.length; i++) {
            Latents.draw(1, new ImageKey((int) labels[i], i), latents, i * SHAPE.latentSize(), SHAPE.latentSize());
        }

        try (OnnxGenerator generator = OnnxGenerator.load(TestGenerator.plain(WEIGHTS, SHAPE), SHAPE, 8)) {
            float[] images = generator.run(new Rows(latents, labels));

            assertEquals(labels.length * SHAPE.samplesPerImage(), images.length);
            for (int i = 0; i < labels.length; i++) {
                float[] latent = Arrays.copyOfRange(latents, i * SHAPE.latentSize(), (i + 1) * SHAPE.latentSize());
                double[] expected = TestGenerator.plainInDouble(WEIGHTS, SHAPE, latent, (int) labels[i]);
                for (int j = 0; j < expected.length; j++) {
                    assertEquals(expected[j], images[i * expected.length + j], 1e-5);
                }
            }
        }
    }

    @Test
    void smallGraphGetsNoSecondSessionForSingleImages() throws Exception {
        byte[] onnx = TestGenerator.plain(WEIGHTS, SHAPE);
        try (OnnxGenerator generator = OnnxGenerator.load(onnx, SHAPE, 8)) {
            assertTrue(generator.loadForOne(onnx, 2).isEmpty());
        }
    }

    @Test
    void fileThatIsNoGraphIsRefused() {
        GeneratorUnavailableException e = assertThrows(
                GeneratorUnavailableException.class, () -> OnnxGenerator.load("not a graph".getBytes(UTF_8), SHAPE, 8));

        assertTrue(e.getMessage().startsWith("the generator cannot be loaded"), e.getMessage());
    }

    @Test
    void graphThatTakesNoLabelsSaysWhatItIs() {
        OnnxGraph graph = new OnnxGraph();
        String latent = graph.input("latent", TensorProto.DataType.FLOAT, OnnxGraph.ANY_BATCH, 5);
        graph.output(graph.node("Tanh", List.of(latent)), "image", OnnxGraph.ANY_BATCH, 5);

        GeneratorUnavailableException e =
                assertThrows(GeneratorUnavailableException.class, () -> OnnxGenerator.load(graph.toBytes(), SHAPE, 8));

        assertTrue(e.getMessage().contains("it was trained without labels"), e.getMessage());
    }

    @Test
    void graphOfAnotherImageSizeIsRefused() {
        GeneratorShape announced = new GeneratorShape(5, 3, 2, 4, 7);

        GeneratorUnavailableException e = assertThrows(
                GeneratorUnavailableException.class,
                () -> OnnxGenerator.load(TestGenerator.plain(WEIGHTS, SHAPE), announced, 8));

        assertTrue(e.getMessage().contains("numbers of 32 bits of shape [-1, 2, 4, 7]"), e.getMessage());
    }

    @Test
    void graphOfAnotherLatentSizeIsRefused() {
        GeneratorShape announced = new GeneratorShape(6, 3, 2, 4, 6);

        assertThrows(
                GeneratorUnavailableException.class,
                () -> OnnxGenerator.load(TestGenerator.plain(WEIGHTS, SHAPE), announced, 8));
    }

    @Test
    void graphOfFewerClassesIsRefused() {
        GeneratorShape announced = new GeneratorShape(5, 4, 2, 4, 6);

        assertThrows(
                GeneratorUnavailableException.class,
                () -> OnnxGenerator.load(TestGenerator.plain(WEIGHTS, SHAPE), announced, 8));
    }
}
