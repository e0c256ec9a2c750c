package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains on a GPU where the engine sees one, and says so where it sees none. The build turns TensorFloat-32 off for tests
 * ({@code NVIDIA_TF32_OVERRIDE=0}), whose ten bits of mantissa would hide what is looked for here.
 */
@EnabledIf(value = "gpuPresent", disabledReason = "no GPU present")
class GpuTest {

    private static final Logger LOG = LoggerFactory.getLogger(GpuTest.class);

    private static final ImageSource IMAGES = TinyImages.of(10);
    private static final int STEPS = 3;

    /** A step's rounding on one device differs from that on the other, and Adam passes it on enlarged. */
    private static final double LOSS_TOLERANCE = 2e-3;

    private static final float ONNX_TOLERANCE = 1e-4f;

    static boolean gpuPresent() {
        boolean present = TorchRuntime.gpuCount() > 0;
        if (!present) {
            LOG.warn("event=gpu-tests-skipped reason=\"no GPU present\"");
            System.out.println("no GPU present: the tests of training on a GPU are skipped, and prove nothing");
        }
        return present;
    }

    static List<Recipe> recipes() {
        return List.of(
                TinyRecipes.of("cgan", Map.of()),
                TinyRecipes.of("wgan-gp", Map.of()),
                TinyRecipes.of("wgan-gp", Map.of("generator", "upsampling", "discriminator", "batchnorm")),
                TinyRecipes.of("cvae", Map.of("encoder", "conv-6", "decoder", "transposed-6", "average-decay", "0.9")),
                TinyRecipes.of("deep-cvae", Map.of("blocks", "13", "input-noise", "0.1")),
                TinyRecipes.of("deep-vae", Map.of("blocks", "10")),
                TinyRecipes.transfer(Map.of()));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void lossesOfTheFirstStepsAreThoseOfTheCpu(Recipe recipe) {
        assertSameLosses(losses(recipe, TestTorch.runtime()), losses(recipe, gpu()));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void generatorTrainedOnTheGpuMakesTheSameImagesInOnnxRuntime(Recipe recipe) throws OrtException {
        try (GenerativeModel model = open(recipe, gpu())) {
            learn(model);
            byte[] onnx = GeneratorExport.onnx(model, recipe, IMAGES.classes(), ImageShape.of(IMAGES));
            float[] latents = RandomStream.of(1, "latents", 0).gaussians(5 * recipe.latentSize());
            int[] labels = {0, 1, 1, 0, 1};
            assertArrayEquals(inOnnxRuntime(onnx, latents, labels), model.generate(latents, labels), ONNX_TOLERANCE);
        }
    }

    @Test
    void everyFamilyIsTried() {
        assertEquals(
                Recipe.families().stream().sorted().toList(),
                recipes().stream().map(Recipe::family).distinct().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void wholeRunEndsAndIsResumedOnTheGpu(Recipe recipe) {
        GenerativeTrainer trainer = new GenerativeTrainer(gpu());
        TrainingPlan plan = new TrainingPlan(recipe, 2, 7, 1);
        Recording recording = new Recording();
        TrainingSnapshot stopped =
                trainer.train(plan, data(), null, recording, recording.after(1)).snapshot();
        TrainingSnapshot done = trainer.train(plan, data(), stopped.resumePoint(), new Recording(), StopSignal.never())
                .snapshot();
        assertEquals("GPU 0", done.device());
        assertEquals(2, done.history().size());
    }

    /** The same code that shares a batch among GPUs, with one GPU under several replicas. */
    @Test
    void batchSharedByReplicasOnOneGpuGivesTheSameLosses() {
        Recipe recipe = TinyRecipes.of("cvae", Map.of());
        assertSameLosses(losses(recipe, gpu()), losses(recipe, gpu().replicated(3)));
    }

    @Test
    void batchSharedByAllGpusGivesTheLossesOfOne() {
        int gpus = TorchRuntime.gpuCount();
        if (gpus == 1) {
            System.out.println("one GPU present: the test of several that share a batch is skipped");
        }
        assumeTrue(gpus > 1, "one GPU present");
        TorchRuntime all = TorchRuntime.start(new TorchSettings(DeviceChoice.GPU, 1));
        assertEquals(gpus, all.each().size());
        Recipe recipe = TinyRecipes.of("cvae", Map.of());
        assertSameLosses(losses(recipe, gpu()), losses(recipe, all));
    }

    private static TorchRuntime gpu() {
        return TorchRuntime.start(new TorchSettings(new DeviceChoice.OneGpu(0), 1));
    }

    private static List<Map<String, Double>> losses(Recipe recipe, TorchRuntime torch) {
        try (GenerativeModel model = open(recipe, torch)) {
            return learn(model);
        }
    }

    private static GenerativeModel open(Recipe recipe, TorchRuntime torch) {
        TrainingPlan plan = new TrainingPlan(recipe, 3, 7, 100);
        return Models.open(torch, plan, data(), ImageShape.of(IMAGES), null);
    }

    private static TrainingData data() {
        return new TrainingData(IMAGES, Map.of("validation", TinyImages.of(6)), Optional.of(Pretrained.STATE));
    }

    /** Made where a GPU is there to be tried, and once. */
    private static final class Pretrained {
        static final byte[] STATE = new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), 20, 3, 20),
                        TrainingData.of(IMAGES),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();
    }

    private static List<Map<String, Double>> learn(GenerativeModel model) {
        List<Map<String, Double>> losses = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            model.learn(RealBatch.read(IMAGES, IntStream.range(step, step + 7).toArray()), step);
            losses.addAll(model.takeLosses());
        }
        return losses;
    }

    private static void assertSameLosses(List<Map<String, Double>> expected, List<Map<String, Double>> found) {
        assertEquals(expected.size(), found.size());
        for (int step = 0; step < expected.size(); step++) {
            for (Map.Entry<String, Double> loss : expected.get(step).entrySet()) {
                double other = found.get(step).get(loss.getKey());
                assertTrue(
                        Math.abs(loss.getValue() - other) <= LOSS_TOLERANCE * Math.max(1, Math.abs(loss.getValue())),
                        "step " + step + " " + loss + ", found " + other);
            }
        }
    }

    private static float[] inOnnxRuntime(byte[] model, float[] latents, int[] labels) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] longLabels = Arrays.stream(labels).asLongStream().toArray();
        long[] shape = {labels.length, latents.length / labels.length};
        try (OrtSession session = environment.createSession(model);
                OnnxTensor latent = OnnxTensor.createTensor(environment, FloatBuffer.wrap(latents), shape);
                OnnxTensor label =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(longLabels), new long[] {labels.length})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("latent", latent));
            if (session.getInputNames().contains("label")) {
                inputs.put("label", label);
            }
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] images = new float[values.remaining()];
                values.get(images);
                return images;
            }
        }
    }
}
