package io.augmenta.scoring.comparison;

import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Fidelity and diversity of generated images, with real images in their place as the floor.
 *
 * <p>Most figures depend on how many images they are computed from, so both sides of the floor get as many: a random half
 * of the real images is the reference; against it are held, first, generated images, then the other half of the real ones,
 * as many of each as the smaller set has. What a perfect generator would score is what the real ones score there.
 *
 * @param seed of the halves, the choice of images, the subsets and the pairs
 * @param overall all images together
 * @param perClass the images of each class that has enough, by its name, in the order of the classes
 * @param leftOut why some classes are not there, a sentence each
 */
public record FidelityComparison(
        long seed, Compared<FidelityFigures> overall, Map<String, OfClass> perClass, List<String> leftOut) {

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    /**
     * A figure of generated images beside the same figure of real ones.
     *
     * @param generated real images against generated ones
     * @param floor real images against as many other real ones
     * @param <F> the kind of figure
     */
    public record Compared<F>(F generated, F floor) {}

    /**
     * The figures of one class.
     *
     * @param fidelity distances to real images
     * @param similarity how alike the images of the class are to one another
     */
    public record OfClass(Compared<FidelityFigures> fidelity, Compared<PairwiseSimilarity> similarity) {}

    /** Copies the collections. */
    public FidelityComparison {
        perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Compares.
     *
     * @param classes names of the classes; a label is an index into this list
     * @param real at least twice {@link FidelityFigures#FEWEST_IMAGES} images
     * @param generated at least {@link FidelityFigures#FEWEST_IMAGES} images
     * @param workers who computes, and may be stopped
     * @param listener hears of each class, and of all together
     * @throws TooFewSamplesException when there are fewer images
     * @throws io.augmenta.scoring.diversity.ImageTooSmallException when images are too small to tell how alike they are
     */
    public static FidelityComparison of(
            List<String> classes,
            ImageSample real,
            ImageSample generated,
            long seed,
            Workers workers,
            ComparisonListener listener) {
        int steps = classes.size() + 1;
        listener.begins("fidelity of all images", 0, steps);
        Compared<FidelityFigures> overall = fidelity(Portions.of(real, generated, seed), seed, workers);
        Map<String, OfClass> perClass = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            listener.begins("fidelity of class " + classes.get(label), label + 1, steps);
            ImageSample realOfClass = real.ofClass(label);
            ImageSample generatedOfClass = generated.ofClass(label);
            if (enough(realOfClass, generatedOfClass)) {
                perClass.put(classes.get(label), ofClass(realOfClass, generatedOfClass, seed, workers));
            } else {
                leftOut.add("Class %s has %d real and %d generated images; %d and %d are needed."
                        .formatted(
                                classes.get(label),
                                realOfClass.count(),
                                generatedOfClass.count(),
                                2 * FidelityFigures.FEWEST_IMAGES,
                                FidelityFigures.FEWEST_IMAGES));
            }
        }
        return new FidelityComparison(seed, overall, perClass, leftOut);
    }

    private static boolean enough(ImageSample real, ImageSample generated) {
        return real.count() >= 2 * FidelityFigures.FEWEST_IMAGES && generated.count() >= FidelityFigures.FEWEST_IMAGES;
    }

    private static OfClass ofClass(ImageSample real, ImageSample generated, long seed, Workers workers) {
        Portions portions = Portions.of(real, generated, seed);
        return new OfClass(
                fidelity(portions, seed, workers),
                new Compared<>(
                        PairwiseSimilarity.of(portions.generated().images(), PairwiseSimilarity.PAIRS, seed, workers),
                        PairwiseSimilarity.of(portions.otherReal().images(), PairwiseSimilarity.PAIRS, seed, workers)));
    }

    private static Compared<FidelityFigures> fidelity(Portions portions, long seed, Workers workers) {
        return new Compared<>(
                FidelityFigures.of(portions.reference(), portions.generated(), seed, workers),
                FidelityFigures.of(portions.reference(), portions.otherReal(), seed, workers));
    }

    /** The reference, and equally many generated and other real images to hold against it. */
    private record Portions(ImageSample reference, ImageSample generated, ImageSample otherReal) {

        static Portions of(ImageSample real, ImageSample generated, long seed) {
            TooFewSamplesException.check("fidelity", "real images", 2 * FidelityFigures.FEWEST_IMAGES, real.count());
            TooFewSamplesException.check(
                    "fidelity", "generated images", FidelityFigures.FEWEST_IMAGES, generated.count());
            int[] order = shuffled(real.count(), seed);
            int half = real.count() / 2;
            int held = Math.min(real.count() - half, generated.count());
            return new Portions(
                    real.chosen(IntStream.of(order).limit(half).toArray()),
                    generated.chosen(IntStream.of(shuffled(generated.count(), seed))
                            .limit(held)
                            .toArray()),
                    real.chosen(IntStream.of(order).skip(half).limit(held).toArray()));
        }

        private static int[] shuffled(int count, long seed) {
            int[] order = IntStream.range(0, count).toArray();
            RandomGenerator random = RANDOM.create(seed);
            for (int i = count - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            return order;
        }
    }
}
