package io.augmenta.generator;

import io.augmenta.generator.batching.Engine;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * With how many images a graph is run, so that an image has the same bits whatever is made beside it. ONNX Runtime's
 * convolutions and packed products do not depend on the size of the batch, so most graphs may be run with any number. Where
 * a trial shows otherwise, every run is filled up to one size: slower, and the same bits.
 */
final class BatchShape {
    private static final int ANY = 0;

    private final int images;

    private BatchShape(int images) {
        this.images = images;
    }

    static BatchShape any() {
        return new BatchShape(ANY);
    }

    /**
     * Tries an engine with batches of several sizes.
     *
     * @return what gives the same bits for the same image in each of them
     * @throws RunFailedException if a run fails, or gives samples that are not of the shape
     */
    static BatchShape sameBits(Engine engine, GeneratorShape shape, int maxImages) throws RunFailedException {
        // at least one of each class, so that one which the graph does not know shows now
        float[] whole = engine.run(trial(shape, Math.max(maxImages, shape.classes())));
        boolean same = true;
        int[] sizes = IntStream.of(1, 2, 3, maxImages / 2 + 1, maxImages)
                .filter(size -> size <= maxImages)
                .distinct()
                .toArray();
        for (int size : sizes) {
            float[] part = engine.run(trial(shape, size));
            same &= Arrays.equals(part, 0, part.length, whole, 0, part.length);
        }
        return same ? any() : new BatchShape(maxImages);
    }

    /** Whether two engines make the same image of each class, one at a time. */
    static boolean sameBits(Engine one, Engine other, GeneratorShape shape) throws RunFailedException {
        Rows rows = trial(shape, shape.classes());
        for (int i = 0; i < rows.images(); i++) {
            Rows row = rows.part(i, i + 1);
            if (!Arrays.equals(one.run(row), other.run(row))) {
                return false;
            }
        }
        return true;
    }

    private static Rows trial(GeneratorShape shape, int images) {
        float[] latents = new float[images * shape.latentSize()];
        long[] labels = new long[images];
        for (int i = 0; i < images; i++) {
            labels[i] = i % shape.classes();
            Latents.draw(0, new ImageKey((int) labels[i], i), latents, i * shape.latentSize(), shape.latentSize());
        }
        return new Rows(latents, labels);
    }

    boolean fixed() {
        return images != ANY;
    }

    /** The rows, followed by others of no meaning where the batch has to be fuller. */
    Rows fitted(Rows rows) {
        if (!fixed() || rows.images() == images) {
            return rows;
        }
        int latentSize = rows.latents().length / rows.images();
        return new Rows(Arrays.copyOf(rows.latents(), images * latentSize), Arrays.copyOf(rows.labels(), images));
    }
}
