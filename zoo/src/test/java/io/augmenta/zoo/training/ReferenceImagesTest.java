package io.augmenta.zoo.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.augmenta.zoo.recipe.Recipe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceImagesTest {
    private static final int CLASSES = 2;
    private static final int LATENT = 8;

    @ParameterizedTest
    @CsvSource({
        "wgan-gp, generator=transposed",
        "wgan-gp, generator=upsampling",
        "cgan, width=2",
        "cvae, width=2",
        "deep-cvae, blocks=10"
    })
    void exportedGeneratorMakesTheReferenceImagesOfItsLatents(String family, String parameter) throws OrtException {
        String[] named = parameter.split("=", 2);
        TrainingSnapshot snapshot = trained(TinyRecipes.of(family, Map.of(named[0], named[1])));
        Tensors reference = new Tensors(snapshot.reference());

        assertArrayEquals(new long[] {CLASSES, LATENT}, reference.shape("latent"));
        assertArrayEquals(new long[] {0, 1}, reference.longs("label"));
        assertArrayEquals(new long[] {CLASSES, 1, 32, 32}, reference.shape("image"));
        float[] images = reference.floats("image");
        float[] made = run(snapshot.generatorOnnx(), reference.floats("latent"), reference.longs("label"));
        assertArrayEquals(images, made, 1e-4f);
        float[] ofZeros = run(snapshot.generatorOnnx(), new float[CLASSES * LATENT], reference.longs("label"));
        // a generator that has hardly learned makes pale images: what counts is how much paler the difference is
        assertTrue(largestDifference(images, made) < 0.01 * largestDifference(images, ofZeros));
    }

    @Test
    void generatorWithoutLabelsHasOneReferenceImage() {
        Tensors reference = new Tensors(
                trained(TinyRecipes.of("deep-vae", Map.of("blocks", "10"))).reference());

        assertArrayEquals(new long[] {1, 1, 32, 32}, reference.shape("image"));
    }

    private static TrainingSnapshot trained(Recipe recipe) {
        return new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, 1, 7, 1),
                        new TrainingData(TinyImages.of(8), Map.of("validation", TinyImages.of(6)), Optional.empty()),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot();
    }

    private static float[] run(byte[] onnx, float[] latents, long[] labels) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor latent = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(latents), new long[] {labels.length, LATENT});
                OnnxTensor label =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(labels), new long[] {labels.length});
                OrtSession.Result result = session.run(Map.of("latent", latent, "label", label))) {
            FloatBuffer images = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[images.remaining()];
            images.get(values);
            return values;
        }
    }

    private static double largestDifference(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    /** Reads a safetensors file as its description says, knowing nothing of what wrote it. */
    private static final class Tensors {
        private final String header;
        private final ByteBuffer data;

        Tensors(byte[] file) {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            byte[] text = new byte[Math.toIntExact(all.getLong())];
            all.get(text);
            header = new String(text, UTF_8);
            data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        long[] shape(String name) {
            return numbers(name, "shape");
        }

        float[] floats(String name) {
            FloatBuffer values = part(name).asFloatBuffer();
            float[] floats = new float[values.remaining()];
            values.get(floats);
            return floats;
        }

        long[] longs(String name) {
            LongBuffer values = part(name).asLongBuffer();
            long[] longs = new long[values.remaining()];
            values.get(longs);
            return longs;
        }

        private ByteBuffer part(String name) {
            long[] offsets = numbers(name, "data_offsets");
            long elementBytes = name.equals("label") ? Long.BYTES : Float.BYTES;
            assertEquals(
                    offsets[1] - offsets[0],
                    elementBytes * LongStream.of(shape(name)).reduce(1, (a, b) -> a * b));
            return data.slice((int) offsets[0], (int) (offsets[1] - offsets[0])).order(ByteOrder.LITTLE_ENDIAN);
        }

        private long[] numbers(String name, String field) {
            Matcher found = Pattern.compile("\"" + name + "\":\\{[^}]*\"" + field + "\":\\[([0-9,]*)]")
                    .matcher(header);
            assertTrue(found.find(), header);
            return Pattern.compile(",")
                    .splitAsStream(found.group(1))
                    .mapToLong(Long::parseLong)
                    .toArray();
        }
    }
}
