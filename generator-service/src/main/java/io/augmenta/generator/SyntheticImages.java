package io.augmenta.generator;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the images of an order, each with its full provenance. The same (checkpoint, class, seed, index) gives the same
 * bytes whatever else is made beside it. Stateless, thread-safe.
 */
public final class SyntheticImages {
    private final int inferenceBatchSize;
    private final String software;

    /**
     * Sets how much is made at once.
     *
     * @param inferenceBatchSize the most images in one run of the graph, at least 1
     * @param software what makes the images, with its version
     */
    public SyntheticImages(int inferenceBatchSize, String software) {
        if (inferenceBatchSize < 1) {
            throw new IllegalArgumentException(
                    "expected an inference batch of at least 1 image, got " + inferenceBatchSize);
        }
        this.inferenceBatchSize = inferenceBatchSize;
        this.software = software;
    }

    /**
     * Makes the images at some positions of an order.
     *
     * @param lease the generator of the order's checkpoint; stays with the caller
     * @throws GeneratorUnavailableException if the graph fails or gives something that is no image
     */
    public List<LabelledImage> make(LoadedGenerators.Lease lease, GenerationOrder order, int from, int toExclusive)
            throws GeneratorUnavailableException {
        List<LabelledImage> images = new ArrayList<>(toExclusive - from);
        for (int start = from; start < toExclusive; start += inferenceBatchSize) {
            int end = Math.min(toExclusive, start + inferenceBatchSize);
            images.addAll(infer(lease.generator(), order, order.keys(start, end)));
        }
        return images;
    }

    private List<LabelledImage> infer(OnnxGenerator generator, GenerationOrder order, List<ImageKey> keys)
            throws GeneratorUnavailableException {
        GeneratorShape shape = GeneratorShape.of(order.checkpoint());
        float[] latents = new float[Math.multiplyExact(keys.size(), shape.latentSize())];
        long[] labels = new long[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            Latents.draw(order.seed(), keys.get(i), latents, i * shape.latentSize(), shape.latentSize());
            labels[i] = keys.get(i).classIndex();
        }
        float[] samples = generator.run(latents, labels);
        List<LabelledImage> images = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            images.add(describe(order, keys.get(i), pixels(samples, i, shape, order.checkpoint())));
        }
        return images;
    }

    private static Bytes pixels(float[] samples, int image, GeneratorShape shape, CheckpointPublished checkpoint)
            throws GeneratorUnavailableException {
        byte[] pixels = new byte[shape.samplesPerImage()];
        int first = image * pixels.length;
        try {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = Quantisation.toByte(samples[first + i]);
            }
        } catch (ArithmeticException e) {
            throw new GeneratorUnavailableException(
                    "the generator of checkpoint " + checkpoint.checkpointId() + " does not give images: "
                            + e.getMessage(),
                    e);
        }
        return Bytes.wrap(pixels);
    }

    private LabelledImage describe(GenerationOrder order, ImageKey key, Bytes pixels) {
        CheckpointPublished checkpoint = order.checkpoint();
        String label = checkpoint.classes().get(key.classIndex());
        String id = SyntheticImageId.of(checkpoint.checkpointId(), label, order.seed(), key.index());
        Provenance provenance = new Provenance(
                checkpoint.checkpointId(),
                checkpoint.generator().sha256(),
                checkpoint.recipe(),
                order.seed(),
                key.index(),
                software);
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
