package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Minutes long, and of Linux, which tells how much of a process is in memory. */
@Tag("slow")
class MemoryTest {

    private static final int SETTLED_AT_STEP = 200;
    private static final int MORE_STEPS = 2_000;
    private static final long BYTES_PER_KIBIBYTE = 1024;

    static List<Recipe> recipes() {
        return List.of(
                TinyRecipes.of("cgan", Map.of()),
                TinyRecipes.of("wgan-gp", Map.of()),
                TinyRecipes.of("wgan-gp", Map.of("generator", "upsampling", "discriminator", "batchnorm")),
                TinyRecipes.of("cvae", Map.of("average-decay", "0.9")),
                TinyRecipes.of("deep-cvae", Map.of("input-noise", "0.1")),
                TinyRecipes.of("deep-vae", Map.of("blocks", "10")),
                TinyRecipes.transfer(Map.of("frozen-epochs", "100")));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void processGrowsByLessThanATwentiethInTwoThousandSteps(Recipe recipe) {
        assertGrowsByLessThanATwentieth(recipe, TestTorch.runtime());
    }

    @ParameterizedTest
    @MethodSource("sharedRecipes")
    void norDoesItWhereReplicasShareTheBatch(Recipe recipe) {
        assertGrowsByLessThanATwentieth(recipe, TestTorch.runtime().replicated(2));
    }

    static List<Recipe> sharedRecipes() {
        return List.of(TinyRecipes.of("wgan-gp", Map.of()), TinyRecipes.of("deep-cvae", Map.of("input-noise", "0.1")));
    }

    private static void assertGrowsByLessThanATwentieth(Recipe recipe, TorchRuntime torch) {
        TrainingPlan plan = new TrainingPlan(recipe, MORE_STEPS, 7, MORE_STEPS);
        Growth growth = new Growth();
        new GenerativeTrainer(torch)
                .train(plan, data(recipe), null, growth, () -> growth.steps >= SETTLED_AT_STEP + MORE_STEPS);
        double share = (double) growth.endKibibytes / growth.settledKibibytes - 1;
        System.out.printf(
                "%s on %s: %d KiB after %d steps, %d KiB after %d more, %+.2f %%%n",
                recipe.family(),
                torch.deviceName(),
                growth.settledKibibytes,
                SETTLED_AT_STEP,
                growth.endKibibytes,
                MORE_STEPS,
                100 * share);
        assertTrue(growth.endKibibytes > 0, "the run ended after " + growth.steps + " steps");
        assertTrue(share < 0.05, "grew by " + share);
    }

    private static TrainingData data(Recipe recipe) {
        if (!recipe.family().equals("transfer")) {
            return new TrainingData(TinyImages.of(32), Map.of("validation", TinyImages.of(6)), Optional.empty());
        }
        byte[] pretrained = new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), 20, 3, 20),
                        TrainingData.of(TinyImages.of(8)),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();
        return new TrainingData(TinyImages.of(32), Map.of(), Optional.of(pretrained));
    }

    private static final class Growth implements TrainingListener {

        private int steps;
        private long settledKibibytes;
        private long endKibibytes;

        @Override
        public void onStep(StepReport report) {
            steps++;
            if (steps == SETTLED_AT_STEP) {
                settledKibibytes = residentKibibytes();
            }
            if (steps == SETTLED_AT_STEP + MORE_STEPS) {
                endKibibytes = residentKibibytes();
            }
        }

        @Override
        public void onCheckpoint(TrainingSnapshot snapshot) {}

        /** With the heap collected, so that it is what the run holds. */
        private static long residentKibibytes() {
            System.gc();
            Long bytes = ResidentMemory.ofThisProcess().bytes();
            return Objects.requireNonNull(bytes, "Linux tells the memory of a process") / BYTES_PER_KIBIBYTE;
        }
    }
}
