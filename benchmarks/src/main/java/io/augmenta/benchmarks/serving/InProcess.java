package io.augmenta.benchmarks.serving;

import ai.onnxruntime.OrtException;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.ImageBatches;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import io.augmenta.generator.picture.Pictures;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times making images, batch after batch of 64, as the generator service makes them (latents drawn, runs shared, pixels
 * rounded, provenance attached, copies withheld or not looked for), in turn with a bare loop of ONNX Runtime on the same model and as many threads,
 * whose latents are drawn beforehand. Then the same with the images as an archive of PNGs in place of an array.
 * Prints a line per figure: row, threads, images per second; tabs between.
 */
public final class InProcess {

    private static final int BATCH = 64;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int MAX_BYTES = 1 << 29;

    private final CheckpointPublished checkpoint;
    private final SyntheticImages syntheticImages = new SyntheticImages("augmenta-generator benchmark");
    private final int images;

    private InProcess(CheckpointPublished checkpoint, int batches) {
        this.checkpoint = checkpoint;
        this.images = batches * BATCH;
    }

    /**
     * Times all rows.
     *
     * @param arguments folder of the checkpoint, threads, rounds, batches of a round
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        InProcess timing = new InProcess(ServedCheckpoint.in(folder), Integer.parseInt(arguments[3]));
        timing.run(folder, threads, rounds);
    }

    private void run(Path folder, int threads, int rounds) throws Exception {
        ArtifactStore store = ServedCheckpoint.artifacts(folder);
        byte[] onnx = ServedCheckpoint.onnx(folder, checkpoint);
        try (LoadedGenerators guarded = generators(store, threads, true);
                LoadedGenerators unguarded = generators(store, threads, false);
                LoadedGenerators.Lease lease = guarded.lease(checkpoint);
                LoadedGenerators.Lease unguardedLease = unguarded.lease(checkpoint);
                BareRuntime bare = new BareRuntime(onnx, threads, checkpoint.latentSize())) {
            Map<String, Timing> rows = new LinkedHashMap<>();
            rows.put("bare loop", round -> bareLoop(bare));
            rows.put("made", round -> made(lease, round, Pictures.array()));
            rows.put("made unguarded", round -> made(unguardedLease, round, Pictures.array()));
            rows.put("made as png", round -> made(lease, round, Pictures.archive()));
            Map<String, double[]> seconds = new LinkedHashMap<>();
            rows.keySet().forEach(row -> seconds.put(row, new double[rounds]));
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                for (Map.Entry<String, Timing> row : rows.entrySet()) {
                    double taken = row.getValue().seconds(round);
                    if (round >= 0) {
                        seconds.get(row.getKey())[round] = taken;
                    }
                }
            }
            seconds.forEach((row, taken) -> print(row, threads, taken));
        }
    }

    /** One round of a row. */
    private interface Timing {
        double seconds(int round) throws Exception;
    }

    private static LoadedGenerators generators(ArtifactStore store, int threads, boolean copyGuard) {
        SharedRuns.Settings batching = new SharedRuns.Settings(BATCH, Duration.ZERO, BATCH, threads);
        return new LoadedGenerators(
                store, new LoadedGenerators.Settings(1, MAX_BYTES, batching, copyGuard), WaitClock.system());
    }

    private double bareLoop(BareRuntime bare) throws OrtException {
        Random random = new Random(7);
        float[] latents = new float[BATCH * checkpoint.latentSize()];
        long[] labels = new long[BATCH];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < BATCH; i++) {
            labels[i] = i % checkpoint.classes().size();
        }
        long started = System.nanoTime();
        for (int done = 0; done < images; done += BATCH) {
            bare.run(latents, labels);
        }
        return secondsSince(started);
    }

    private <T> double made(LoadedGenerators.Lease lease, int seed, Pictures.Form<T> form) throws Exception {
        GenerationOrder order = order(seed);
        long started = System.nanoTime();
        ImageBatches<T> batches =
                new ImageBatches<>(syntheticImages, lease, order, BATCH, form::formed, Caller.patient());
        Pictures.Writer<T> writer = form.begin(order, OutputStream.nullOutputStream());
        while (batches.hasNext()) {
            writer.write(batches.next());
        }
        writer.finish();
        return secondsSince(started);
    }

    private GenerationOrder order(int seed) throws Exception {
        return GenerationOrder.of(checkpoint, Map.of(checkpoint.classes().get(0), images), seed, images);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private void print(String row, int threads, double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        System.out.printf(Locale.ROOT, "%s\t%d\t%.1f%n", row, threads, images / median);
    }
}
