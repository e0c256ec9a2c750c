package io.augmenta.generator;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.Made;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import io.augmenta.generator.batching.SharedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes images, each with its full provenance. The same (checkpoint, class, seed, index) gives the same
 * bytes whatever else is made beside it. Stateless, thread-safe.
 */
public final class SyntheticImages {
    private final String software;

    /**
     * Sets whose images they are.
     *
     * @param software what makes the images, with its version
     */
    public SyntheticImages(String software) {
        this.software = software;
    }

    /**
     * Makes some images, in as few runs as possible, copies of training images among them: {@link ImageSequences} leaves
     * these out.
     *
     * @param lease the checkpoint's generator; stays with the caller
     * @param seed what latents are drawn from
     * @param caller whoever waits for them
     * @throws GeneratorUnavailableException if the graph fails or gives something that is no image
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public List<LabelledImage> make(
            LoadedGenerators.Lease lease, CheckpointPublished checkpoint, long seed, List<ImageKey> keys, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        GeneratorShape shape = GeneratorShape.of(checkpoint);
        float[] latents = new float[Math.multiplyExact(keys.size(), shape.latentSize())];
        long[] labels = new long[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            Latents.draw(seed, keys.get(i), latents, i * shape.latentSize(), shape.latentSize());
            labels[i] = keys.get(i).classIndex();
        }
        List<Bytes> pixels = pixels(lease, checkpoint, new Rows(latents, labels), caller);
        List<LabelledImage> images = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            images.add(describe(checkpoint, seed, keys.get(i), pixels.get(i), lease.guard()));
        }
        return images;
    }

    /**
     * Makes the images of given latents, in as few runs as possible.
     *
     * @param lease the checkpoint's generator; stays with the caller
     * @param rows latents of the checkpoint's size and labels of its classes
     * @param caller whoever waits for them
     * @return unsigned bytes [C, H, W] of each
     * @throws CopiesWithheldException if some are near copies of training images
     * @throws GeneratorUnavailableException if the graph fails or gives something that is no image
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public List<Bytes> ofLatents(LoadedGenerators.Lease lease, CheckpointPublished checkpoint, Rows rows, Caller caller)
            throws CopiesWithheldException, GeneratorUnavailableException, NotServedException, InterruptedException {
        List<Bytes> images = pixels(lease, checkpoint, rows, caller);
        boolean[] copies = lease.copies(images);
        List<Integer> withheld = IntStream.range(0, copies.length)
                .filter(row -> copies[row])
                .boxed()
                .toList();
        if (!withheld.isEmpty()) {
            throw new CopiesWithheldException(withheld);
        }
        return images;
    }

    private static List<Bytes> pixels(
            LoadedGenerators.Lease lease, CheckpointPublished checkpoint, Rows rows, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        SharedRuns runs = lease.runs();
        GeneratorShape shape = GeneratorShape.of(checkpoint);
        List<Bytes> images = new ArrayList<>(rows.images());
        for (int from = 0; from < rows.images(); from += runs.maxBatchImages()) {
            int to = Math.min(rows.images(), from + runs.maxBatchImages());
            Made made = made(runs, rows.part(from, to), caller);
            for (int i = 0; i < made.images(); i++) {
                images.add(pixels(made.samples(), made.first() + i, shape, checkpoint));
            }
        }
        return images;
    }

    private static Made made(SharedRuns runs, Rows rows, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        try {
            return runs.run(rows, caller);
        } catch (RunFailedException e) {
            throw new GeneratorUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Bytes pixels(float[] samples, int image, GeneratorShape shape, CheckpointPublished checkpoint)
            throws GeneratorUnavailableException {
        byte[] pixels = new byte[shape.samplesPerImage()];
        int first = image * pixels.length;
        try {
            Quantisation.toBytes(samples, first, pixels);
        } catch (ArithmeticException e) {
            throw new GeneratorUnavailableException(
                    "the generator of checkpoint " + checkpoint.checkpointId() + " does not give images: "
                            + e.getMessage(),
                    e);
        }
        return Bytes.wrap(pixels);
    }

    private LabelledImage describe(
            CheckpointPublished checkpoint, long seed, ImageKey key, Bytes pixels, CopyGuard guard) {
        String label = checkpoint.classes().get(key.classIndex());
        String id = SyntheticImageId.of(checkpoint.checkpointId(), label, seed, key.index());
        Provenance provenance = new Provenance(
                checkpoint.checkpointId(),
                checkpoint.generator().sha256(),
                checkpoint.recipe(),
                seed,
                key.index(),
                software,
                guard);
        return new LabelledImage(
                id,
                label,
                Split.TRAIN,
                id,
                checkpoint.channels(),
                checkpoint.height(),
                checkpoint.width(),
                pixels,
                Bytes.empty(),
                "",
                provenance);
    }

    /** What makes the images, with its version. */
    public String software() {
        return software;
    }
}
