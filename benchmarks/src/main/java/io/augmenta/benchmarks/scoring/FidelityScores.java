package io.augmenta.benchmarks.scoring;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.fidelity.FrechetDistance;
import io.augmenta.scoring.fidelity.KernelDistance;
import io.augmenta.scoring.fidelity.ManifoldFigures;
import io.augmenta.scoring.matrix.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Times the fidelity figures of two files of features and prints a line per row: name, seconds, CPU seconds, figure,
 * separated by tabs. The peer is {@code python/fidelity_scores.py}; {@code fidelity-scores.sh} runs both.
 */
public final class FidelityScores {
    private static final long SEED = 1;

    private FidelityScores() {}

    /**
     * Runs all rows, after a run that is not timed.
     *
     * @param arguments threads, number of features, file of real features, file of generated ones: float32, little endian
     * @throws IOException when a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Workers workers = new Workers(Integer.parseInt(arguments[0]));
        int width = Integer.parseInt(arguments[1]);
        FeatureMatrix real = read(Path.of(arguments[2]), width);
        FeatureMatrix generated = read(Path.of(arguments[3]), width);
        Supplier<String> frechet = () ->
                String.valueOf(FrechetDistance.of(real, generated, workers).value());
        Supplier<String> kernel = () ->
                String.valueOf(KernelDistance.of(real, generated, SEED, workers).mean());
        Supplier<String> manifold = () -> {
            ManifoldFigures figures = ManifoldFigures.of(real, generated, ManifoldFigures.K, workers);
            return "%s %s %s %s"
                    .formatted(figures.precision(), figures.recall(), figures.density(), figures.coverage());
        };
        List.of(frechet, kernel, manifold).forEach(figure -> Objects.requireNonNull(figure.get()));
        time("FID", frechet);
        time("KID", kernel);
        time("PRDC", manifold);
    }

    private static void time(String row, Supplier<String> figure) {
        double cpu = cpuSeconds();
        long begin = System.nanoTime();
        String value = figure.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "%s\t%.3f\t%.3f\t%s%n", row, seconds, cpuSeconds() - cpu, value);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private static FeatureMatrix read(Path file, int width) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[(int) (channel.size() / Float.BYTES)];
            bytes.asFloatBuffer().get(values);
            return FeatureMatrix.owning(values.length / width, width, values);
        }
    }
}
