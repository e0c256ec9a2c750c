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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Times whole training steps as a user gets them, data and all, at 64×64 pixels and batch 64, and prints a line per row:
 * {@code time}, name, milliseconds (median), or {@code outside}, name, share of the time outside PyTorch's native library;
 * tabs between. The peer is {@code python/training_steps.py}; {@code training-steps.sh} runs both.
 *
 * <p>A WGAN-GP's critic and generator updates are told apart by timing steps of 1 and of 6 critic updates.
 */
public final class TrainingSteps {

    private static final int SIZE = 64;
    private static final int BATCH = 64;
    private static final int CLASSES = 4;
    private static final int WARM_UP = 5;
    private static final int MORE_CRITIC_STEPS = 6;

    private final TorchRuntime torch;
    private final int steps;
    private final ImageSource images;

    private TrainingSteps(TorchRuntime torch, int steps) {
        this.torch = torch;
        this.steps = steps;
        this.images = images(WARM_UP + 2 * steps + 1);
    }

    /**
     * Runs all rows.
     *
     * @param arguments threads, then how many steps are timed
     */
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, threads));
        new TrainingSteps(torch, steps).run();
    }

    private void run() {
        double oneCritic = timed("wgan-gp", Map.of("critic-steps", "1")).medianMillis();
        StepTimes sixCritics = timed("wgan-gp", Map.of("critic-steps", Integer.toString(MORE_CRITIC_STEPS)));
        double critic = (sixCritics.medianMillis() - oneCritic) / (MORE_CRITIC_STEPS - 1);
        print("time", "wgan-gp critic", critic);
        print("time", "wgan-gp generator", oneCritic - critic);
        print("outside", "wgan-gp", sixCritics.shareOutside());
        printRow("cvae", timed("cvae", Map.of()));
        printRow("deep-cvae 13", timed("deep-cvae", Map.of("blocks", "13")));
    }

    private static void printRow(String row, StepTimes times) {
        print("time", row, times.medianMillis());
        print("outside", row, times.shareOutside());
    }

    private static void print(String what, String row, double figure) {
        System.out.printf(Locale.ROOT, "%s\t%s\t%.4f%n", what, row, figure);
    }

    private StepTimes timed(String family, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("average-decay", "0");
        all.put("batch-size", Integer.toString(BATCH));
        TrainingPlan plan = new TrainingPlan(Recipe.parse(family, all), 1, 7, 1);
        StepTimes times = new StepTimes(steps);
        new GenerativeTrainer(torch).train(plan, TrainingData.of(images), null, times, times::done);
        return times;
    }

    private static ImageSource images(int batches) {
        Random random = new Random(1);
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[batches * BATCH];
        for (int i = 0; i < labels.length; i++) {
            byte[] image = new byte[SIZE * SIZE];
            random.nextBytes(image);
            pixels.add(image);
            labels[i] = i % CLASSES;
        }
        return InMemoryImages.of(List.of("a", "b", "c", "d"), 1, SIZE, SIZE, pixels, labels);
    }

    /**
     * Warms up, times some steps from the end of one to the end of the next, then samples as many further ones, which
     * must not be timed, since sampling takes time itself.
     */
    private static final class StepTimes implements TrainingListener {

        private final int steps;
        private final double[] millis;
        private long last = System.nanoTime();
        private int count;
        private @Nullable StackSampler sampler;
        private double shareOutside = Double.NaN;

        StepTimes(int steps) {
            this.steps = steps;
            this.millis = new double[steps];
        }

        @Override
        public void onStep(StepReport report) {
            long now = System.nanoTime();
            int timed = count - WARM_UP;
            if (timed >= 0 && timed < steps) {
                millis[timed] = (now - last) / 1e6;
            }
            count++;
            if (count == WARM_UP + steps) {
                sampler = StackSampler.ofCurrentThread();
            } else if (sampler != null && done()) {
                shareOutside = sampler.shareOutside();
            }
            last = now;
        }

        @Override
        public void onCheckpoint(TrainingSnapshot snapshot) {}

        boolean done() {
            return count >= WARM_UP + 2 * steps;
        }

        double medianMillis() {
            double[] sorted = millis.clone();
            Arrays.sort(sorted);
            return (sorted[(steps - 1) / 2] + sorted[steps / 2]) / 2;
        }

        double shareOutside() {
            return shareOutside;
        }
    }
}
