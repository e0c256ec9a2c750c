package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Initialisation;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import io.augmenta.zoo.recipe.VariationalRecipe;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.Shard;
import io.augmenta.zoo.torch.TorchRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several replicas on the CPU stand for several GPUs: the same code with other devices. */
class SharedBatchTest {

    /** Neither two nor three divide it. */
    private static final int BATCH = 7;

    /** What normalisation no longer holds back must not grow from block to block. */
    private static final Initialisation SMALL = new Initialisation.Gaussian(0.1);

    private static final ImageSource IMAGES = TinyImages.of(10);
    private static final TorchRuntime ONE = TestTorch.runtime();
    private static final TrainingData DATA =
            new TrainingData(IMAGES, Map.of("validation", TinyImages.of(6)), Optional.of(pretrained()));

    private static byte[] pretrained() {
        // long enough for running statistics to be those of the convolutions
        TrainingPlan plan = new TrainingPlan(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), 20, 3, 20);
        return new GenerativeTrainer(TestTorch.runtime())
                .train(plan, TrainingData.of(IMAGES), null, new Recording(), StopSignal.never())
                .snapshot()
                .state();
    }

    static Stream<Arguments> recipesAndReplicas() {
        return TinyRecipes.all().stream()
                .flatMap(recipe -> Stream.of(Arguments.of(recipe, 2), Arguments.of(recipe, 3)));
    }

    /**
     * Adam's first moments after one step are the gradient's tenth, or half, so they tell whether the gradient is that of
     * the whole batch: of a penalty that is differentiated twice, of uneven shards, of dropout.
     */
    @ParameterizedTest
    @MethodSource("recipesAndReplicas")
    void gradientIsThatOfOneDevice(Recipe recipe, int replicas) {
        LearnedState alone = afterSteps(recipe, ONE, 1);
        LearnedState shared = afterSteps(recipe, ONE.replicated(replicas), 1);
        assertEquals(alone.tensors().keySet(), shared.tensors().keySet());
        assertEquals(alone.counters(), shared.counters());
        alone.tensors().forEach((group, expected) -> {
            if (group.endsWith("-moments")) {
                assertClose(group, expected, shared.tensors().get(group), 1e-4, 1e-6);
            }
        });
    }

    /** Adam divides by the gradient's size, so what is all rounding in a gradient is not in a weight: hence the tolerance. */
    @ParameterizedTest
    @MethodSource("recipesAndReplicas")
    void weightsAndLossesAfterSomeStepsAreThoseOfOneDevice(Recipe recipe, int replicas) {
        List<Map<String, Double>> lossesAlone = new ArrayList<>();
        List<Map<String, Double>> lossesShared = new ArrayList<>();
        LearnedState alone = afterSteps(recipe, ONE, 4, lossesAlone);
        LearnedState shared = afterSteps(recipe, ONE.replicated(replicas), 4, lossesShared);
        alone.tensors().forEach((group, expected) -> {
            if (!group.endsWith("-moments")) {
                assertClose(group, expected, shared.tensors().get(group), 1e-3, 5e-5);
            }
        });
        for (int step = 0; step < lossesAlone.size(); step++) {
            Map<String, Double> expected = lossesAlone.get(step);
            lossesShared
                    .get(step)
                    .forEach((name, loss) -> assertEquals(
                            expected.get(name), loss, 1e-3 * Math.max(1, Math.abs(expected.get(name))), name));
        }
        assertEquals(4, lossesShared.size());
    }

    private static LearnedState afterSteps(Recipe recipe, TorchRuntime torch, int steps) {
        return afterSteps(recipe, torch, steps, new ArrayList<>());
    }

    private static LearnedState afterSteps(
            Recipe recipe, TorchRuntime torch, int steps, List<Map<String, Double>> losses) {
        try (GenerativeModel model = withoutNormalisation(recipe, torch)) {
            for (int step = 0; step < steps; step++) {
                model.learn(RealBatch.read(IMAGES, batch(step)), step);
            }
            losses.addAll(model.takeLosses());
            return model.learned();
        }
    }

    private static int[] batch(int step) {
        return IntStream.range(0, BATCH).map(i -> (step + i) % IMAGES.size()).toArray();
    }

    /** A transfer's convolutions are frozen in the first two steps. */
    private static GenerativeModel withoutNormalisation(Recipe recipe, TorchRuntime torch) {
        ImageShape shape = ImageShape.of(IMAGES);
        ModelNetworks of = ModelNetworks.of(recipe, shape);
        ModelNetworks networks =
                new ModelNetworks(stripped(of.generator()), stripped(of.maker()), stripped(of.counterpart()));
        if (recipe instanceof AdversarialRecipe adversarial) {
            AdversarialGame game =
                    adversarial instanceof WganGp wganGp ? new WassersteinGame(wganGp) : new CrossEntropyGame();
            return new AdversarialModel(torch, adversarial, game, networks, shape, 7, null, null);
        }
        FrozenStart frozen = recipe instanceof Transfer ? new FrozenStart(2, 1e-4) : null;
        return new VariationalModel(torch, (VariationalRecipe) recipe, networks, shape, 7, null, frozen, null);
    }

    private static Network stripped(Network network) {
        return new Network(network.name(), network.input(), stripped(network.layers()), SMALL);
    }

    private static List<Layer> stripped(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> !(layer instanceof Layer.BatchNorm))
                .map(layer -> layer instanceof Layer.Residual residual
                        ? new Layer.Residual(stripped(residual.body()), stripped(residual.shortcut()))
                        : layer)
                .toList();
    }

    /**
     * By the largest difference, as a share of the tensor's largest number.
     *
     * @param rounding how far apart numbers may be that are all rounding
     */
    private static void assertClose(String group, Weights expected, Weights actual, double share, double rounding) {
        expected.tensors().forEach((name, tensor) -> {
            float[] values = actual.get(name).values();
            double largest = 0;
            double difference = 0;
            for (int i = 0; i < values.length; i++) {
                largest = Math.max(largest, Math.abs(tensor.values()[i]));
                difference = Math.max(difference, Math.abs(tensor.values()[i] - values[i]));
            }
            assertTrue(
                    difference <= share * largest + rounding,
                    group + " " + name + " differs by " + difference + " at a largest of " + largest);
        });
    }

    static List<Recipe> recipes() {
        return TinyRecipes.all();
    }

    /** Stopped within the first epoch, at its end, and within the second; with normalisation. */
    @ParameterizedTest
    @MethodSource("recipes")
    void resumedRunOnSeveralDevicesMatchesUninterruptedRun(Recipe recipe) {
        GenerativeTrainer trainer = new GenerativeTrainer(ONE.replicated(2));
        TrainingPlan plan = new TrainingPlan(recipe, 3, 7, 100);
        TrainingSnapshot uninterrupted = trainer.train(plan, DATA, null, new Recording(), StopSignal.never())
                .snapshot();
        ResumePoint point = null;
        for (int part = 0; part < 3; part++) {
            Recording recording = new Recording();
            TrainingOutcome stopped = trainer.train(plan, DATA, point, recording, recording.after(part == 2 ? 2 : 1));
            assertInstanceOf(TrainingOutcome.Stopped.class, stopped);
            point = stopped.snapshot().resumePoint();
        }
        TrainingSnapshot resumed = trainer.train(plan, DATA, point, new Recording(), StopSignal.never())
                .snapshot();
        assertArrayEquals(uninterrupted.state(), resumed.state());
        assertArrayEquals(uninterrupted.generatorOnnx(), resumed.generatorOnnx());
        assertArrayEquals(uninterrupted.sampleGridPng(), resumed.sampleGridPng());
        assertEquals("CPU, 1 thread, 2 replicas", resumed.device());
    }

    /** What is seen of the first shard alone: neither drawing nor normalisation knows of the other. */
    @Test
    void runningStatisticsAreThoseOfTheFirstDevicesShard() {
        Recipe recipe = TinyRecipes.of("deep-cvae", Map.of("blocks", "10", "input-noise", "0.1"));
        RealBatch batch = RealBatch.read(IMAGES, batch(0));
        Weights alone = learnedFrom(recipe, ONE, batch.of(new Shard(0, 3, BATCH)));
        Weights shared = learnedFrom(recipe, ONE.replicated(2), batch);
        Weights whole = learnedFrom(recipe, ONE, batch);
        List<String> statistics = alone.tensors().keySet().stream()
                .filter(name -> name.endsWith(".mean") || name.endsWith(".variance"))
                .toList();
        assertFalse(statistics.isEmpty());
        statistics.forEach(name -> {
            assertArrayEquals(alone.get(name).values(), shared.get(name).values(), name);
            assertFalse(Arrays.equals(whole.get(name).values(), shared.get(name).values()), name);
        });
    }

    private static Weights learnedFrom(Recipe recipe, TorchRuntime torch, RealBatch batch) {
        TrainingPlan plan = new TrainingPlan(recipe, 1, 7, 1);
        try (GenerativeModel model = Models.open(torch, plan, DATA, ImageShape.of(IMAGES), null)) {
            model.learn(batch, 0);
            return model.learned().group("encoder.weights");
        }
    }

    @Test
    void batchSmallerThanTheGroupIsLearnedFrom() {
        Recipe recipe = TinyRecipes.of("wgan-gp", Map.of());
        TrainingPlan plan = new TrainingPlan(recipe, 2, 7, 1);
        TrainingSnapshot snapshot = new GenerativeTrainer(ONE.replicated(4))
                .train(plan, TrainingData.of(TinyImages.of(3)), null, new Recording(), StopSignal.never())
                .snapshot();
        assertEquals(2, snapshot.step());
    }

    @Test
    void everyDeviceHasAThreadOfItsOwnAndTheCallersServesTheFirst() {
        try (DeviceGroup devices = new DeviceGroup(ONE.replicated(3))) {
            CountDownLatch atOnce = new CountDownLatch(3);
            List<Thread> threads = devices.each(3, device -> {
                atOnce.countDown();
                return waitedFor(atOnce);
            });
            assertSame(Thread.currentThread(), threads.get(0));
            assertEquals(3, new HashSet<>(threads).size());
            assertEquals(threads, devices.each(3, device -> Thread.currentThread()));
        }
    }

    /** The thread, once all have come; fails where they do not work at once. */
    private static Thread waitedFor(CountDownLatch atOnce) {
        try {
            assertTrue(atOnce.await(30, TimeUnit.SECONDS), "the devices do not work at once");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Thread.currentThread();
    }

    @Test
    void failureOfOneDeviceIsThrownOnceTheOthersAreDone() {
        try (DeviceGroup devices = new DeviceGroup(ONE.replicated(2))) {
            AtomicBoolean otherDone = new AtomicBoolean();
            IllegalStateException failure = assertThrows(
                    IllegalStateException.class,
                    () -> devices.each(2, device -> {
                        if (device == 0) {
                            throw new IllegalStateException("of device 0");
                        }
                        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                        otherDone.set(true);
                        return device;
                    }));
            assertEquals("of device 0", failure.getMessage());
            assertTrue(otherDone.get());
        }
    }
}
