package io.augmenta.benchmarks.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.GenerativeTrainer;
import io.augmenta.zoo.training.StepReport;
import io.augmenta.zoo.training.TrainingData;
import io.augmenta.zoo.training.TrainingListener;
import io.augmenta.zoo.training.TrainingPlan;
import io.augmenta.zoo.training.TrainingSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times whole training steps as a user gets them, data and all, at 64×64 pixels and batch 64, and prints a line per row:
 * name, tab, milliseconds (median). The peer is {@code python/training_steps.py}; {@code training-steps.sh} runs both.
 *
 * <p>A WGAN-GP's critic and generator updates are told apart by timing steps of 1 and of 6 critic updates.
 */
public final class TrainingSteps {

    private static final int IMAGES_PER_EPOCH = 64 * 8;
    private static final int SIZE = 64;
    private static final int CLASSES = 4;
    private static final int WARM_UP = 2;
    private static final int MORE_CRITIC_STEPS = 6;

    private TrainingSteps() {}

    /**
     * Runs all rows.
     *
     * @param arguments threads, then how many steps are timed
     */
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, threads));
        double oneCritic = medianMillis(torch, "wgan-gp", Map.of("critic-steps", "1"), steps);
        double sixCritics =
                medianMillis(torch, "wgan-gp", Map.of("critic-steps", Integer.toString(MORE_CRITIC_STEPS)), steps);
        double critic = (sixCritics - oneCritic) / (MORE_CRITIC_STEPS - 1);
        print("wgan-gp critic", critic);
        print("wgan-gp generator", oneCritic - critic);
        print("cvae", medianMillis(torch, "cvae", Map.of(), steps));
        print("deep-cvae 13", medianMillis(torch, "deep-cvae", Map.of("blocks", "13"), steps));
    }

    private static void print(String row, double millis) {
        System.out.printf(Locale.ROOT, "%s\t%.2f%n", row, millis);
    }

    private static double medianMillis(TorchRuntime torch, String family, Map<String, String> parameters, int steps) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("average-decay", "0");
        Recipe recipe = Recipe.parse(family, all);
        StepTimes times = new StepTimes();
        new GenerativeTrainer(torch)
                .train(
                        new TrainingPlan(recipe, 1_000_000, 7, 1_000_000),
                        TrainingData.of(images()),
                        null,
                        times,
                        () -> times.count() >= WARM_UP + steps);
        return times.medianMillis();
    }

    /** Eight batches. */
    private static ImageSource images() {
        Random random = new Random(1);
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[IMAGES_PER_EPOCH];
        for (int i = 0; i < labels.length; i++) {
            byte[] image = new byte[SIZE * SIZE];
            random.nextBytes(image);
            pixels.add(image);
            labels[i] = i % CLASSES;
        }
        return InMemoryImages.of(List.of("a", "b", "c", "d"), 1, SIZE, SIZE, pixels, labels);
    }

    /** The time from the end of one step to the end of the next; epochs' ends, which do other work, are left out. */
    private static final class StepTimes implements TrainingListener {

        private final List<Long> nanos = new ArrayList<>();
        private long last = System.nanoTime();
        private int count;

        @Override
        public void onStep(StepReport report) {
            long now = System.nanoTime();
            if (count >= WARM_UP && report.stepInEpoch() > 1) {
                nanos.add(now - last);
            }
            count++;
            last = now;
        }

        @Override
        public void onCheckpoint(TrainingSnapshot snapshot) {}

        int count() {
            return count;
        }

        double medianMillis() {
            double[] sorted =
                    nanos.stream().mapToDouble(value -> value / 1e6).sorted().toArray();
            if (sorted.length == 0) {
                throw new IllegalStateException("no step was timed of " + count);
            }
            return sorted[sorted.length / 2];
        }
    }
}
