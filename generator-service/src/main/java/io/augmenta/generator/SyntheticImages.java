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
import io.augmenta.generator.batching.Part;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import io.augmenta.generator.batching.SharedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
     * Makes some images, in as few runs as possible, and leaves out what is a near copy of a training image. Whatever is made
     * of an image is made by the thread that made it.
     *
     * @param lease the checkpoint's generator; stays with the caller
     * @param seed what latents are drawn from
     * @param product what is made of each image; must be safe for several threads at once
     * @param caller whoever waits for them
     * @return what was made of each image; nothing in place of a copy
     * @throws GeneratorUnavailableException if the graph fails or gives something that is no image
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public <T> List<Optional<T>> make(
            LoadedGenerators.Lease lease,
            CheckpointPublished checkpoint,
            long seed,
            List<ImageKey> keys,
            Function<LabelledImage, T> product,
            Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        GeneratorShape shape = GeneratorShape.of(checkpoint);
        return made(lease, keys.size(), caller, (from, to) -> {
            List<ImageKey> wanted = keys.subList(from, to);
            return new Part<>(to - from, () -> rows(seed, wanted, shape), made -> {
                List<Optional<T>> products = new ArrayList<>(made.images());
                for (int i = 0; i < made.images(); i++) {
                    ImageKey key = wanted.get(i);
                    products.add(passed(lease, pixels(made, i, shape, checkpoint))
                            .map(pixels -> product.apply(describe(checkpoint, seed, key, pixels, lease.guard()))));
                }
                return products;
            });
        });
    }

    /**
     * Makes an image once more, whether or not it would be withheld today.
     *
     * @param lease the checkpoint's generator; stays with the caller
     * @param seed what its latent is drawn from
     * @param caller whoever waits for it
     * @throws GeneratorUnavailableException if the graph fails or gives something that is no image
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public LabelledImage remade(
            LoadedGenerators.Lease lease, CheckpointPublished checkpoint, long seed, ImageKey key, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        GeneratorShape shape = GeneratorShape.of(checkpoint);
        return made(
                        lease,
                        1,
                        caller,
                        (from, to) -> new Part<>(
                                1,
                                () -> rows(seed, List.of(key), shape),
                                made -> List.of(describe(
                                        checkpoint, seed, key, pixels(made, 0, shape, checkpoint), lease.guard()))))
                .get(0);
    }

    private static Rows rows(long seed, List<ImageKey> keys, GeneratorShape shape) {
        float[] latents = new float[Math.multiplyExact(keys.size(), shape.latentSize())];
        long[] labels = new long[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            Latents.draw(seed, keys.get(i), latents, i * shape.latentSize(), shape.latentSize());
            labels[i] = keys.get(i).classIndex();
        }
        return new Rows(latents, labels);
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
        GeneratorShape shape = GeneratorShape.of(checkpoint);
        List<Optional<Bytes>> images = made(
                lease,
                rows.images(),
                caller,
                (from, to) -> new Part<>(to - from, () -> rows.part(from, to), made -> {
                    List<Optional<Bytes>> passed = new ArrayList<>(made.images());
                    for (int i = 0; i < made.images(); i++) {
                        passed.add(passed(lease, pixels(made, i, shape, checkpoint)));
                    }
                    return passed;
                }));
        List<Integer> withheld = IntStream.range(0, images.size())
                .filter(row -> images.get(row).isEmpty())
                .boxed()
                .toList();
        if (!withheld.isEmpty()) {
            throw new CopiesWithheldException(withheld);
        }
        return images.stream().map(Optional::orElseThrow).toList();
    }

    private static Optional<Bytes> passed(LoadedGenerators.Lease lease, Bytes pixels) {
        return lease.isCopy(pixels) ? Optional.empty() : Optional.of(pixels);
    }

    /** Makes a part of some images. */
    private interface Division<T> {
        Part<List<T>> part(int from, int toExclusive);
    }

    private static <T> List<T> made(LoadedGenerators.Lease lease, int images, Caller caller, Division<T> division)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        SharedRuns runs = lease.runs();
        int atOnce = runs.settings().maxBatchImages();
        List<T> all = new ArrayList<>(images);
        try {
            for (int from = 0; from < images; from += atOnce) {
                runs.run(parts(from, Math.min(images, from + atOnce), runs.settings(), division), caller)
                        .forEach(all::addAll);
            }
        } catch (RunFailedException e) {
            throw new GeneratorUnavailableException(String.valueOf(e.getMessage()), e);
        }
        return all;
    }

    private static <T> List<Part<List<T>>> parts(
            int from, int toExclusive, SharedRuns.Settings settings, Division<T> division) {
        int images = toExclusive - from;
        int count = settings.parts(images);
        List<Part<List<T>>> parts = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            int first = from + (int) ((long) images * part / count);
            parts.add(division.part(first, from + (int) ((long) images * (part + 1) / count)));
        }
        return parts;
    }

    private static Bytes pixels(Made made, int image, GeneratorShape shape, CheckpointPublished checkpoint)
            throws RunFailedException {
        byte[] pixels = new byte[shape.samplesPerImage()];
        try {
            Quantisation.toBytes(made.samples(), (made.first() + image) * pixels.length, pixels);
        } catch (ArithmeticException e) {
            throw new RunFailedException(
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
